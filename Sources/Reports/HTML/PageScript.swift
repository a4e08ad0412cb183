/// The script of the HTML report: it hides what the filters leave out, and remembers them in the address.
///
/// Without it the page shows everything.
enum PageScript {
    /// The script, whole.
    ///
    /// Runs and the pullers' shortcomings carry what they are chosen by in `data-` attributes. A run that a link leads to
    /// is shown whatever the filters say.
    static let text = """
        addEventListener('DOMContentLoaded', () => {
          const form = document.querySelector('form.filters')
          if (!form) return
          const fields = [...form.querySelectorAll('select')]
          const items = [...document.querySelectorAll('[data-puller]')]
          const table = document.querySelector('table.runs')
          const links = [...table.querySelectorAll('a')]
          const shown = '.link:not([hidden])'
          const run = link => document.getElementById(link.hash.slice(1)).parentElement
          const fits = (item, field) => {
            const value = item.dataset[field.name]
            return !field.value || value === undefined || value === field.value
              || field.name === 'plane' && value.split(' ').includes(field.value)
          }
          const show = () => {
            for (const item of items) item.hidden = !fields.every(field => fits(item, field))
            for (const link of links) link.hidden = run(link).hidden
            const [head, ...rows] = table.rows
            for (const row of rows) row.hidden = !row.querySelector(shown)
            for (let i = 1; i < head.cells.length; i++) {
              const isEmpty = !rows.some(row => row.cells[i].querySelector(shown))
              for (const row of table.rows) row.cells[i].hidden = isEmpty
            }
            const count = links.filter(link => !link.hidden).length
            form.querySelector('output').value = `${count} of ${links.length} runs`
          }
          const read = () => {
            const place = document.getElementById(location.hash.slice(1))
            if (place) {
              place.parentElement.hidden = false
              place.parentElement.open = true
              place.parentElement.scrollIntoView()
              return
            }
            const words = new URLSearchParams(location.hash.slice(1))
            for (const field of fields) {
              field.value = words.get(field.name) ?? ''
              if (field.selectedIndex < 0) field.value = ''
            }
            show()
          }
          const write = () => {
            show()
            const chosen = fields.filter(field => field.value).map(field => [field.name, field.value])
            history.replaceState(null, '', '#' + new URLSearchParams(chosen))
          }
          form.addEventListener('change', write)
          form.addEventListener('reset', () => setTimeout(write))
          addEventListener('hashchange', read)
          form.hidden = false
          show()
          read()
        })
        """

    /// The SHA-256 of the text in Base64, by which the page allows this script and no other (CSP Level 3, section 2.3.1).
    static let hash = "t3pbkZTr92yPyYchUuiI8N17+v1U8d/rJgiYYt2xoQE="
}
