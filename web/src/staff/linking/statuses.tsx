// The words of a workflow: its status, and why it ended.
import { useText } from '../../i18n/language.ts'
import { Tag, type TagKind } from '../../ui/Tag.tsx'

export const STATUSES = [
  'RECEIVED',
  'IN_PROGRESS',
  'REQUESTED',
  'LINKED',
  'NO_RESULTS',
  'CHOICE',
  'COMPLETED',
  'FAILED',
] as const
export type Status = (typeof STATUSES)[number]

const KIND: Partial<Record<Status, TagKind>> = {
  LINKED: 'good',
  COMPLETED: 'good',
  CHOICE: 'warning',
  FAILED: 'error',
}

export function StatusTag({ status }: { status: Status }) {
  const { t } = useText()
  return <Tag kind={KIND[status] ?? 'plain'}>{t(`staff.workflows.status.${status}`)}</Tag>
}

/** A reason of the server in words; one that has none as it is. */
export function useReason(): (reason: string) => string {
  const { t, has } = useText()
  return (reason) => (has(`staff.workflows.reason.${reason}`) ? t(`staff.workflows.reason.${reason}`) : reason)
}
