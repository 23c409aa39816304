// The words for visits: their state and kind.
import type { Answer } from '../../api/client.ts'
import { useText } from '../../i18n/language.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { IconName } from '../../ui/icon-names.ts'
import { Tag, type TagKind } from '../../ui/Tag.tsx'

export type Visit = Answer<'GET /v1/visits/{visitId}'>
export type ListedVisit = Answer<'GET /v1/visits'>['items'][number]

const LOOKS: Readonly<Record<Visit['status'], { readonly kind: TagKind; readonly icon: IconName }>> = {
  OPEN: { kind: 'warning', icon: 'hourglass' },
  IN_PROGRESS: { kind: 'good', icon: 'stethoscope' },
  CLOSED: { kind: 'plain', icon: 'check' },
  VOID: { kind: 'plain', icon: 'x' },
}

export function VisitState({ status }: { status: Visit['status'] }) {
  const { t } = useText()
  const { kind, icon } = LOOKS[status]
  return (
    <Tag kind={kind}>
      <Icon name={icon} sizePx={13} />
      {t(`staff.visits.status.${status}`)}
    </Tag>
  )
}
