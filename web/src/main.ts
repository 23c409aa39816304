// Starts the web app: fetches the app, the messages and the requested page at the same time.
import { takeEarlySearch } from './early-search.ts'
import { firstLanguage, openLanguage } from './i18n/language.ts'
import { findRoute } from './routes.ts'
import { applyTheme } from './theme.ts'

applyTheme()
takeEarlySearch()
const fetched = [import('./app.tsx'), fetchPage()] as const
async function fetchPage(): Promise<void> {
  const route = await findRoute(location.pathname).catch(() => undefined)
  // When a page cannot be loaded, the app tells the person and loads it again.
  await Promise.all([openLanguage(firstLanguage(), route?.face), route?.load().catch(() => undefined)])
}

// Do not await at the top level: the app imports from the chunk that contains this file.
void Promise.all(fetched).then(([{ startApp }]) => startApp(document.getElementById('app') as HTMLElement))
