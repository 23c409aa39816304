// The transfers of a facility: what is on its way, with its age, and what waits for somebody here.
import './inventory.css'
import { SegmentedControl } from '@mantine/core'
import { Link } from 'wouter'
import { oneOf, useFilters } from '../../address.ts'
import type { Answer } from '../../api/client.ts'
import { useList } from '../../api/lists.ts'
import { daysBetween, today } from '../../i18n/format.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount } from '../../session/session.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Tag } from '../../ui/Tag.tsx'
import { Listing } from '../lists/Listing.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { TransferTag } from './names.tsx'
import { usePartners } from './partners.ts'

type Listed = Answer<'GET /v1/inventory/transfers'>['items'][number]

const SHOWN = ['open', 'all'] as const
const LATE_DAYS = 7
const readers = { show: oneOf(...SHOWN) }

export default function TransfersPage() {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const { nameOf } = usePartners()
  const { filters, change } = useFilters(readers)
  const show = filters.show ?? 'open'
  const list = useList('GET /v1/inventory/transfers', {
    ...{ facility: facilityId, limit: 50 },
    ...(show === 'open' && { open: 'true' }),
  })
  return (
    <StaffPage
      title={t('staff.stock.transfers.title')}
      actions={
        <div className="list-actions no-print">
          <ButtonLink href="/staff/transfers/new">{t('staff.stock.transfers.ask')}</ButtonLink>
        </div>
      }
    >
      <Listing
        filters={
          <SegmentedControl
            aria-label={t('staff.stock.show.label')}
            value={show}
            onChange={(value) => change({ show: SHOWN.find((one) => one === value) })}
            data={SHOWN.map((value) => ({ value, label: t(`staff.stock.transfers.show.${value}`) }))}
          />
        }
        none={{
          ...{ icon: 'arrows-exchange', title: t('staff.stock.transfers.none') },
          text: t('staff.stock.transfers.noneWhy'),
        }}
        stacks
        caption={t('staff.stock.transfers.title')}
        list={list}
        keyOf={({ transferId }) => transferId}
        file="transfers"
        columns={columnsOf(nameOf)}
      />
    </StaffPage>
  )
}

/** Days in transit; undefined when it is not on its way. */
export const daysInTransit = ({ status, sentAt }: Pick<Listed, 'status' | 'sentAt'>): number | undefined =>
  status === 'SENT' && sentAt !== undefined ? daysBetween(today(Date.parse(sentAt)), today()) : undefined

const columnsOf = (nameOf: (storeId: string) => string): readonly Column<Listed>[] => [
  {
    key: 'askedAt',
    text: ({ askedAt }) => askedAt,
    header: 'staff.stock.transfers.askedAt',
    draw: ({ askedAt, transferId }, { format }) => (
      <Link href={`/staff/transfers/${transferId}`}>{format.instant(askedAt)}</Link>
    ),
  },
  { key: 'from', text: ({ from }) => nameOf(from), header: 'staff.stock.transfers.from' },
  { key: 'to', text: ({ to }) => nameOf(to), header: 'staff.stock.transfers.to' },
  {
    key: 'status',
    text: ({ status }) => status,
    header: 'staff.stock.state',
    draw: (one, { t }) => {
      const days = daysInTransit(one)
      return (
        <span className="stock-tags">
          <TransferTag status={one.status} />
          {days !== undefined && days >= LATE_DAYS && (
            <Tag kind="error">{t('staff.stock.transfers.late', { count: days })}</Tag>
          )}
        </span>
      )
    },
  },
  { key: 'note', text: ({ note }) => note, header: 'staff.stock.transfers.note', isDim: true },
]
