// One transfer: where it stands, what was asked and sent, and the next step of who is here.
import './inventory.css'
import { useParams } from 'wouter'
import { useAnswer } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import type { Column } from '../../ui/columns.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { Table } from '../../ui/Table.tsx'
import { TableSkeleton } from '../lists/Skeleton.tsx'
import { amountOf } from '../prescriptions/dispensing/words.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { type Transfer, TransferTag } from './names.tsx'
import { usePartners } from './partners.ts'
import { TransferActs } from './TransferActs.tsx'
import { daysInTransit } from './TransfersPage.tsx'

const LATE_DAYS = 7

export default function TransferPage() {
  const { t } = useText()
  const { transferId = '' } = useParams()
  const { data, error, refetch } = useAnswer('GET /v1/inventory/transfers/{transferId}', { path: { transferId } })
  const { nameOf, isOwn } = usePartners()
  return (
    <StaffPage
      title={t('staff.stock.transfers.one')}
      heading={data ? `${nameOf(data.from)} → ${nameOf(data.to)}` : t('staff.stock.transfers.one')}
      back="/staff/transfers"
      actions={data && <TransferTag status={data.status} />}
    >
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TableSkeleton />}
      {data && (
        <>
          <Age transfer={data} />
          {data.note !== undefined && <p>{data.note}</p>}
          <Table
            stacks
            caption={t('staff.stock.transfers.asked')}
            columns={LINE_COLUMNS}
            rows={data.lines}
            keyOf={({ line }) => String(line)}
          />
          {data.lots.length > 0 && (
            <Table
              stacks
              caption={t('staff.stock.lots')}
              columns={LOT_COLUMNS}
              rows={data.lots.map((lot) => ({ ...lot, name: nameOfLine(data, lot.itemCode) }))}
              keyOf={({ line }) => String(line)}
            />
          )}
          <TransferActs key={data.version} transfer={data} isSender={isOwn(data.from)} isReceiver={isOwn(data.to)} />
        </>
      )}
    </StaffPage>
  )
}

const nameOfLine = ({ lines }: Transfer, code: string): string =>
  lines.find(({ itemCode }) => itemCode === code)?.name ?? code

/** In transit is visible to both sides, with its age. */
function Age({ transfer }: { readonly transfer: Transfer }) {
  const { t, format } = useText()
  const days = daysInTransit(transfer)
  if (days === undefined || transfer.sentAt === undefined) return null
  const title = t('staff.stock.transfers.onWay', { at: format.instant(transfer.sentAt) })
  return days >= LATE_DAYS ? (
    <Notice kind="error" title={t('staff.stock.transfers.late', { count: days })}>
      <p>
        {title}. {t('staff.stock.transfers.lateNext')}
      </p>
    </Notice>
  ) : (
    <Notice title={title} />
  )
}

const LINE_COLUMNS: readonly Column<Transfer['lines'][number]>[] = [
  { header: 'staff.stock.item', draw: ({ name }) => name },
  {
    header: 'staff.stock.transfers.askedNumber',
    isNumber: true,
    draw: ({ asked, unit }, words) => amountOf(asked, unit, words),
  },
  { header: 'staff.stock.transfers.sent', isNumber: true, draw: ({ sent }, { format }) => format.number(sent) },
]

type LotRow = Transfer['lots'][number] & { readonly name: string }

const LOT_COLUMNS: readonly Column<LotRow>[] = [
  { header: 'staff.stock.item', draw: ({ name }) => name },
  { header: 'staff.stock.lot', draw: ({ lot }) => lot },
  { header: 'staff.stock.expiresOn', draw: ({ expiresOn }, { format }) => format.day(expiresOn) },
  { header: 'staff.stock.transfers.sent', isNumber: true, draw: ({ sent }, { format }) => format.number(sent) },
  {
    header: 'staff.stock.transfers.received',
    isNumber: true,
    draw: ({ received }, { format }) => format.number(received),
  },
  {
    header: 'staff.stock.transfers.missing',
    isNumber: true,
    draw: ({ damaged, lost, reason }, { t }) =>
      damaged + lost > 0 && (
        <>
          {t('staff.stock.transfers.damagedLost', { damaged: String(damaged), lost: String(lost) })}
          {reason !== undefined && <span className="soft"> {reason}</span>}
        </>
      ),
  },
]
