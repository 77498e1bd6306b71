#if !os(Linux) || PSM_PORTABLE
/// The file that this process runs, where nobody says which one that is. Serves ``Watcher``.
struct RunningExecutable {
    let isReplaced = false
}
#endif
