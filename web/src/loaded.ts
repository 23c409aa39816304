// The tables of pages that have loaded, by section. Apart from routes.ts, so that a page can read them too.
import type { AppPage } from './routes.ts'

export const loaded = new Map<string, readonly AppPage[]>()
