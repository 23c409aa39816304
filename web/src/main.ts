// The start: fetches the app, the messages and the page that was asked for at the same time.
import './ui/tokens.css'
import './ui/base.css'
import { firstLanguage, openLanguage } from './i18n/language.ts'
import { findRoute } from './routes.ts'
import { applyTheme } from './theme.ts'

applyTheme()
const route = findRoute(location.pathname)
const [{ startApp }] = await Promise.all([
  import('./app.tsx'),
  openLanguage(firstLanguage(), route?.face),
  // A page that cannot be loaded is told by the app, which loads it again.
  route?.load().catch(() => undefined),
])
startApp(document.getElementById('app') as HTMLElement)
