// Whether the trail is as Sehat wrote it: the last verification, and those before.
import type { Answer } from '../../api/client.ts'
import { useAnswer } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import type { Column } from '../../ui/columns.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { TableWithFile } from '../lists/Listing.tsx'
import { TableSkeleton } from '../lists/Skeleton.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'

type Trail = Answer<'GET /v1/audit/verifications'>
type Verification = Trail['items'][number]

export default function TrailPage() {
  const { t } = useText()
  const { data, error, refetch } = useAnswer('GET /v1/audit/verifications', {})
  return (
    <StaffPage title={t('staff.audit.trail.title')}>
      <p>{t('staff.audit.trail.what')}</p>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TableSkeleton />}
      {data && <Verifications trail={data} />}
    </StaffPage>
  )
}

function Verifications({ trail: { items, sealedUntil } }: { trail: Trail }) {
  const { t, format } = useText()
  const [last] = items
  return (
    <>
      {!last && <Notice title={t('staff.audit.trail.never')} />}
      {last?.outcome === 'intact' && (
        <Notice kind="good" title={t('staff.audit.trail.intact', { time: format.instant(last.endedAt) })} />
      )}
      {last?.fault && (
        <Notice kind="error" title={t('staff.audit.trail.broken', { time: format.instant(last.endedAt) })}>
          <p>{t('staff.audit.trail.first')}</p>
          <FaultText fault={last.fault} />
          <p>{t('staff.audit.trail.next')}</p>
        </Notice>
      )}
      {sealedUntil !== undefined && <p>{t('staff.audit.trail.sealed', { day: format.day(sealedUntil) })}</p>}
      {items.length > 0 && (
        <TableWithFile
          stacks
          caption={t('staff.audit.trail.caption')}
          rows={items}
          keyOf={({ verificationId }) => verificationId}
          file="verifications"
          columns={COLUMNS}
        />
      )}
    </>
  )
}

/** Which row is wrong, and how. */
function FaultText({ fault: { fault, day, kind, cell, seq } }: { fault: NonNullable<Verification['fault']> }) {
  const { t, format } = useText()
  return (
    <span>
      {format.day(day)}
      {kind !== undefined &&
        `, ${t(`staff.audit.${kind}.title`)}, ${t('staff.people.districtNumber', { number: String(cell) })}`}
      {seq !== undefined && `, ${t('staff.audit.trail.row', { number: String(seq) })}`}
      {`: ${t(`staff.audit.trail.faults.${fault}`)}`}
    </span>
  )
}

const COLUMNS: readonly Column<Verification>[] = [
  {
    key: 'endedAt',
    text: ({ endedAt }) => endedAt,
    header: 'staff.audit.at',
    draw: ({ endedAt }, { format }) => format.instant(endedAt),
  },
  {
    key: 'from',
    text: ({ from }) => from,
    header: 'staff.audit.from',
    draw: ({ from }, { format }) => format.day(from),
  },
  {
    key: 'until',
    text: ({ until }) => until,
    header: 'staff.audit.until',
    draw: ({ until }, { format }) => format.day(until),
  },
  { key: 'rows', text: ({ rows }) => rows, header: 'staff.audit.trail.rows', isNumber: true },
  {
    key: 'outcome',
    text: ({ outcome }) => outcome,
    header: 'staff.audit.trail.outcome',
    draw: ({ outcome }, { t }) => (
      <Tag kind={outcome === 'intact' ? 'good' : 'error'}>{t(`staff.audit.trail.outcomes.${outcome}`)}</Tag>
    ),
  },
  {
    key: 'fault',
    text: ({ fault }) => fault && JSON.stringify(fault),
    header: 'staff.audit.trail.fault',
    draw: ({ fault }) => (fault ? <FaultText fault={fault} /> : '–'),
  },
]
