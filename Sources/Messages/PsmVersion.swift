/// The version of this psm, and of all executables that belong to it.
package enum PsmVersion {
    package static let text = "0.1.0"
}
