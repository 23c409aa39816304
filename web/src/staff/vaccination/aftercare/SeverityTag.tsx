// How severe an adverse event was, or that its report is cancelled.
import { useText } from '../../../i18n/language.ts'
import { Tag, type TagKind } from '../../../ui/Tag.tsx'
import type { AdverseEvent } from './report-fields.tsx'

const KINDS: Readonly<Record<AdverseEvent['severity'], TagKind>> = {
  minor: 'plain',
  severe: 'warning',
  serious: 'error',
}

export function SeverityTag({ event: { severity, status } }: { event: Pick<AdverseEvent, 'severity' | 'status'> }) {
  const { t } = useText()
  if (status === 'cancelled') return <Tag>{t('staff.aftercare.cancelled')}</Tag>
  return <Tag kind={KINDS[severity]}>{t(`aftercare.severities.${severity}`)}</Tag>
}
