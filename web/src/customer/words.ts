// Words for what the server names by a code: states, reasons and faults. A code without words is shown as it is.
import type { Answer } from '../api/client.ts'
import { useText } from '../i18n/language.ts'
import type { TagKind } from '../ui/Tag.tsx'

export type Status = Answer<'GET /v1/customers/me/workflows/{workflowId}'>['status']
export type Delivery = Answer<'GET /v1/customers/me/deliveries'>['items'][number]

export const STATUS_KIND: Readonly<Record<Status, TagKind>> = {
  RECEIVED: 'plain',
  IN_PROGRESS: 'plain',
  REQUESTED: 'plain',
  LINKED: 'good',
  NO_RESULTS: 'plain',
  CHOICE: 'warning',
  COMPLETED: 'good',
  FAILED: 'error',
  'DE-LINKED': 'plain',
}

export const DELIVERY_KIND: Readonly<Record<Delivery['status'], TagKind>> = {
  pending: 'plain',
  delivered: 'good',
  failed: 'error',
  stopped: 'warning',
}

export function useFault(): (fault: string | undefined) => string {
  const { t, has } = useText()
  return (fault = 'broken') => {
    const key = `callbacks.fault.${fault}`
    return has(key) ? t(key) : t('callbacks.noAnswer', { fault })
  }
}

export function useReason(): (reason: string) => string {
  const { t, has } = useText()
  return (reason) => (has(`links.reason.${reason}`) ? t(`links.reason.${reason}`) : reason)
}
