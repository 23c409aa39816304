// The start: fetches the app, the messages and the page that was asked for at the same time.
import { takeEarlySearch } from './early-search.ts'
import { firstLanguage, openLanguage } from './i18n/language.ts'
import { findRoute } from './routes.ts'
import { applyTheme } from './theme.ts'

applyTheme()
takeEarlySearch()
const route = findRoute(location.pathname)
const fetched = [
  import('./app.tsx'),
  openLanguage(firstLanguage(), route?.face),
  // A page that cannot be loaded is told by the app, which loads it again.
  route?.load().catch(() => undefined),
] as const
// Not awaited at the top level: the app imports from the file that this one becomes part of.
void Promise.all(fetched).then(([{ startApp }]) => startApp(document.getElementById('app') as HTMLElement))
