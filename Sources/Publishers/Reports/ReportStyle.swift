/// The style and script that every page contains.
enum ReportStyle {
    static let css: StaticString = """
        :root { color-scheme: light dark; --text: #1c2024; --dim: #5b6570; --back: #fcfcfd;
          --panel: #fff; --line: #dde1e6; --link: #0b5cad; --hover: #eef4fb; --good: #1f8a4c; }
        @media (prefers-color-scheme: dark) { :root { --text: #e6e8eb; --dim: #9aa4af;
          --back: #15181c; --panel: #1c2025; --line: #343b43; --link: #7db8f5;
          --hover: #232a33; --good: #4cc38a; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 100rem; padding: 1rem 1.5rem 3rem; color: var(--text);
          background: var(--back); font: 16px/1.5 system-ui, sans-serif; }
        header { display: flex; flex-wrap: wrap; gap: .5rem 2rem; align-items: baseline;
          border-bottom: 1px solid var(--line); margin-bottom: 1.25rem; }
        h1 { font-size: 1.5rem; margin: .25rem 0; }
        nav { display: flex; gap: 1.25rem; }
        a { color: var(--link); text-underline-offset: .15em; }
        nav a { padding: .5rem 0; text-decoration: none; border-bottom: 3px solid transparent; }
        nav a[aria-current] { color: inherit; font-weight: 600; border-color: var(--link); }
        .totals { display: flex; flex-wrap: wrap; gap: 1rem; margin: 0 0 1rem; }
        .totals div { background: var(--panel); border: 1px solid var(--line);
          border-radius: .5rem; padding: .75rem 1.25rem; min-width: 9rem; }
        dt { color: var(--dim); font-size: .875rem; }
        dd { margin: 0; font-size: 1.75rem; font-variant-numeric: tabular-nums; }
        meter { width: 8rem; vertical-align: middle; margin-left: .5rem; }
        .search { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; }
        input { font: inherit; color: inherit; background: var(--panel); padding: .4rem .7rem;
          border: 1px solid var(--line); border-radius: .4rem; width: min(28rem, 100%); }
        #shown { color: var(--dim); }
        .scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: .5rem;
          background: var(--panel); }
        table { border-collapse: collapse; width: 100%; }
        caption { text-align: left; padding: .6rem .75rem; color: var(--dim); }
        th, td { padding: .4rem .75rem; text-align: left; vertical-align: top;
          border-top: 1px solid var(--line); overflow-wrap: anywhere; min-width: 5rem;
          unicode-bidi: plaintext; }
        tbody th { font-weight: 600; min-width: 10rem; }
        .n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        thead th { background: var(--panel); padding: 0; white-space: nowrap; }
        thead button { all: unset; cursor: pointer; font-weight: 600; padding: .5rem .75rem;
          display: block; }
        thead button::after { content: "↕"; color: var(--dim); opacity: .5; margin-left: .4em; }
        [aria-sort=ascending] button::after { content: "↑"; opacity: 1; }
        [aria-sort=descending] button::after { content: "↓"; opacity: 1; }
        tbody tr:hover { background: var(--hover); }
        :focus-visible { outline: 2px solid var(--link); outline-offset: -2px; }
        @media print { .search, nav { display: none; } .scroll { overflow: visible; } }
        """

    /// Sorts by the column whose heading is pressed, and shows the rows that contain every search
    /// word. The text of a row is read once. The address can hold a search: `#q=…`.
    static let script: StaticString = """
        (() => {
          const table = document.getElementById("rows");
          const body = table.tBodies[0];
          const rows = Array.from(body.rows);
          const search = document.getElementById("search");
          const shown = document.getElementById("shown");
          const fold = (text) => text.normalize("NFKD").replace(/\\p{M}/gu, "").toLowerCase();
          const texts = new Map();
          const textOf = (row) => {
            if (!texts.has(row)) texts.set(row, fold(row.textContent));
            return texts.get(row);
          };
          const find = () => {
            const words = fold(search.value).split(/\\s+/).filter(Boolean);
            let count = 0;
            for (const row of rows) {
              const fits = words.length === 0 || words.every((word) => textOf(row).includes(word));
              row.hidden = !fits;
              if (fits) count += 1;
            }
            shown.textContent = words.length ? `${count} of ${rows.length}` : `${rows.length}`;
          };
          let waiting;
          search.addEventListener("input", () => {
            clearTimeout(waiting);
            waiting = setTimeout(find, 120);
          });
          const fromAddress = () => {
            const match = /^#q=(.*)$/.exec(location.hash);
            if (match) search.value = decodeURIComponent(match[1]);
            find();
          };
          addEventListener("hashchange", fromAddress);
          const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
          const headings = Array.from(table.tHead.rows[0].cells);
          headings.forEach((heading, column) => {
            heading.firstElementChild.addEventListener("click", () => {
              const down = heading.getAttribute("aria-sort") === "ascending";
              headings.forEach((other) => other.removeAttribute("aria-sort"));
              heading.setAttribute("aria-sort", down ? "descending" : "ascending");
              const isNumber = heading.classList.contains("n");
              const keys = new Map(rows.map((row) => {
                const cell = row.cells[column];
                const text = cell.dataset.sort ?? cell.textContent;
                return [row, isNumber ? Number(text) : text];
              }));
              const compare = isNumber
                ? (a, b) => keys.get(a) - keys.get(b)
                : (a, b) => collator.compare(keys.get(a), keys.get(b));
              rows.sort((a, b) => (down ? compare(b, a) : compare(a, b)));
              body.append(...rows);
            });
          });
          fromAddress();
        })();
        """
}
