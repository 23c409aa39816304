// The search of start.html before the app has loaded: it waits for the app and does not leave the page.
import { toPin } from './entered.ts'
import { readPageAhead } from './routes.ts'

const CENTRES = '/centres'

/**
 * From now on the form opens the centres in this page: when the app has loaded, it opens the address of that moment.
 */
export function takeEarlySearch(): void {
  const form = document.querySelector<HTMLFormElement>('[data-loading] form')
  form?.addEventListener('submit', (event) => {
    event.preventDefault()
    const pin = toPin(String(new FormData(form).get('pin')))
    history.pushState(null, '', `${CENTRES}?pin=${pin}`)
    form.querySelector('[role=status] span')?.removeAttribute('hidden')
    void readPageAhead(CENTRES)
  })
  form?.setAttribute('data-search-ready', '')
}
