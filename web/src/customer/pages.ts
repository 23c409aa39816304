// The pages of a customer, in the order of their menu. When two patterns match an address, the first one counts.
import { type ComponentType, lazy } from 'react'

interface CustomerPage {
  readonly path: string
  readonly Page: ComponentType
  /** The key of its name in the menu. */
  readonly menu?: string
}

export const pages: readonly CustomerPage[] = [
  { path: '/customer', Page: lazy(() => import('./OverviewPage.tsx')), menu: 'portal.overview' },
  { path: '/customer/workflows', Page: lazy(() => import('./WorkflowsPage.tsx')), menu: 'links.title' },
  { path: '/customer/workflows/:workflowId', Page: lazy(() => import('./WorkflowPage.tsx')) },
  { path: '/customer/callbacks', Page: lazy(() => import('./CallbacksPage.tsx')), menu: 'callbacks.title' },
  { path: '/customer/secrets', Page: lazy(() => import('./SecretsPage.tsx')), menu: 'ownSecrets.title' },
  { path: '/customer/usage', Page: lazy(() => import('./UsagePage.tsx')), menu: 'usage.title' },
  { path: '/customer/guide', Page: lazy(() => import('./GuidePage.tsx')), menu: 'guide.title' },
]
