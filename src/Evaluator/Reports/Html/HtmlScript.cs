namespace MaskSharp.Evaluator.Reports.Html;

/// <summary>What makes the tables sortable and the cases searchable. Without it the page says the same, in the order of its rows.</summary>
internal static class HtmlScript
{
    // No "less than" and no ampersand, so that the page stays well-formed XML.
    public const string Text =
        """
        'use strict';
        for (const table of document.querySelectorAll('table.sortable')) {
          table.querySelectorAll('thead th').forEach((head, column) => {
            const button = document.createElement('button');
            button.type = 'button';
            button.append(...head.childNodes);
            head.append(button);
            button.addEventListener('click', () => {
              const up = head.getAttribute('aria-sort') === 'ascending';
              table.querySelectorAll('th').forEach(other => other.removeAttribute('aria-sort'));
              head.setAttribute('aria-sort', up ? 'descending' : 'ascending');
              const body = table.tBodies[0];
              const key = row => {
                const cell = row.cells[column];
                return 'v' in cell.dataset ? Number(cell.dataset.v) : cell.textContent;
              };
              const compare = (a, b) => typeof a === 'number' ? a - b : a.localeCompare(b, undefined, { numeric: true });
              const rows = Array.from(body.rows);
              rows.sort((left, right) => {
                const a = key(left), b = key(right);
                if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1;
                if (Number.isNaN(b)) return -1;
                return up ? compare(b, a) : compare(a, b);
              });
              body.append(...rows);
            });
          });
        }
        const search = document.getElementById('search'), kind = document.getElementById('kind'), shown = document.getElementById('shown');
        if (search) {
          const rows = Array.from(document.querySelectorAll('#cases tbody tr'));
          const filter = () => {
            const words = search.value.toLowerCase().split(/\s+/);
            let count = 0;
            for (const row of rows) {
              const text = row.cells[0].textContent.toLowerCase();
              const fits = words.every(word => text.includes(word)) ? (kind.value === 'all' || row.dataset.kind.split(' ').includes(kind.value)) : false;
              row.hidden = !fits;
              count += fits ? 1 : 0;
            }
            shown.textContent = count + ' of ' + rows.length + ' shown';
          };
          search.addEventListener('input', filter);
          kind.addEventListener('change', filter);
          document.getElementById('filter').hidden = false;
          filter();
        }
        """;
}
