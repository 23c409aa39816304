// Starts the page of customers: their words, the colours that somebody chose, and the app.
import '../ui/tokens.css'
import '../ui/base.css'
import '../ui/form.css'
import './customer.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { addFace, firstLanguage, openLanguage } from '../i18n/language.ts'
import { applyTheme } from '../theme.ts'
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx'
import { App } from './App.tsx'

applyTheme()
addFace('customer', async (code) =>
  code === 'hi' ? (await import('./words/hi.ts')).default : (await import('./words/en.ts')).default,
)

async function start(root: HTMLElement): Promise<void> {
  await openLanguage(firstLanguage(), 'customer')
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>
        <App />
      </ErrorBoundary>
    </StrictMode>,
  )
  delete root.dataset.loading
}

void start(document.getElementById('app') as HTMLElement)
