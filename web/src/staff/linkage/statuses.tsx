// The words for a workflow: its status, and why it ended.
import type { Answer } from '../../api/client.ts'
import { useText } from '../../i18n/language.ts'
import { Tag, type TagKind } from '../../ui/Tag.tsx'

export type Status = Answer<'GET /v1/linkage/workflows/{workflowId}'>['status']

const KIND: Readonly<Record<Status, TagKind>> = {
  RECEIVED: 'plain',
  IN_PROGRESS: 'plain',
  REQUESTED: 'plain',
  LINKED: 'good',
  NO_RESULTS: 'plain',
  CHOICE: 'warning',
  COMPLETED: 'good',
  FAILED: 'error',
}
export const STATUSES = Object.keys(KIND) as readonly Status[]

export function StatusTag({ status }: { status: Status }) {
  const { t } = useText()
  return <Tag kind={KIND[status]}>{t(`staff.workflows.status.${status}`)}</Tag>
}

/** The words for a reason of the server. A reason without words is shown as it is. */
export function useReason(): (reason: string) => string {
  const { t, has } = useText()
  return (reason) => (has(`staff.workflows.reason.${reason}`) ? t(`staff.workflows.reason.${reason}`) : reason)
}
