// The search of start.html before the app is there: it waits for the app instead of leaving the page and its download.
import { readPageAhead } from './routes.ts'

const CENTRES = '/centres'

/** From now on the form leads to the centres in this page: the app opens where the address says by then. */
export function takeEarlySearch(): void {
  const form = document.querySelector<HTMLFormElement>('[data-loading] form')
  form?.addEventListener('submit', (event) => {
    event.preventDefault()
    const pin = String(new FormData(form).get('pin')).replace(/[\s-]/g, '')
    history.pushState(null, '', `${CENTRES}?pin=${pin}`)
    form.querySelector('[role=status] span')?.removeAttribute('hidden')
    void readPageAhead(CENTRES)
  })
  form?.setAttribute('data-search-ready', '')
}
