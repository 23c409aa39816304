// The ledger of the centre's stock: what came and what left, the newest first.
import '../centre.css'
import { reader, useFilters } from '../../../address.ts'
import type { Answer } from '../../../api/client.ts'
import { getVaccinationStockMovements } from '../../../api/limits/get-vaccination-stock-movements.ts'
import { useList } from '../../../api/lists.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount } from '../../../session/session.ts'
import type { Column } from '../../../ui/columns.ts'
import { Tag, type TagKind } from '../../../ui/Tag.tsx'
import { Choice, Filters, SearchField } from '../../lists/Filters.tsx'
import { Listing } from '../../lists/Listing.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'

const NAME = 'GET /v1/vaccination/stock/movements'
type Movement = Answer<typeof NAME>['items'][number]
type Reason = Movement['reason']

const KIND: Readonly<Record<Reason, TagKind>> = {
  received: 'good',
  given: 'plain',
  returned: 'good',
  wasted: 'error',
  corrected: 'warning',
}
const of = getVaccinationStockMovements
const REASONS = of.reason.enum
const readers = { lot: reader(of.lot), reason: reader(of.reason) }

const COLUMNS: readonly Column<Movement>[] = [
  {
    key: 'movedAt',
    text: ({ movedAt }) => movedAt,
    header: 'staff.centre.ledger.at',
    draw: ({ movedAt }, { format }) => format.instant(movedAt),
  },
  { key: 'vaccine', text: ({ vaccine }) => vaccine, header: 'staff.centre.stock.vaccine' },
  { key: 'lot', text: ({ lot }) => lot, header: 'staff.centre.stock.lot' },
  {
    key: 'reason',
    text: ({ reason }) => reason,
    header: 'staff.centre.ledger.reason',
    draw: ({ reason }, { t }) => <Tag kind={KIND[reason]}>{t(`staff.centre.ledger.reasons.${reason}`)}</Tag>,
  },
  {
    key: 'quantity',
    text: ({ quantity }) => quantity,
    header: 'staff.centre.stock.quantity',
    isNumber: true,
    draw: ({ quantity }, { format }) => `${quantity > 0 ? '+' : '−'}${format.number(Math.abs(quantity))}`,
  },
  { key: 'actorId', text: ({ actorId }) => actorId },
  { key: 'movementId', text: ({ movementId }) => movementId },
]

export default function LedgerPage() {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const { filters, change, clear } = useFilters(readers)
  const query = { facility: facilityId, ...filters }
  const list = useList(NAME, { ...query, limit: 50 })
  return (
    <StaffPage title={t('staff.centre.ledger.title')} back="/staff/stock">
      <Listing
        filters={
          <Filters onClear={clear} onSearch={(values) => change({ lot: values('lot') || undefined })}>
            <SearchField name="lot" label={t('staff.centre.stock.lot')} value={filters.lot} limits={of.lot} />
            <Choice
              id="reason"
              label={t('staff.centre.ledger.reason')}
              all={t('staff.centre.ledger.allReasons')}
              value={filters.reason}
              options={REASONS.map((reason) => ({ value: reason, text: t(`staff.centre.ledger.reasons.${reason}`) }))}
              onChoose={(reason) => change({ reason: REASONS.find((each) => each === reason) })}
            />
          </Filters>
        }
        onClear={clear}
        none={{ icon: 'package', title: t('staff.centre.ledger.none'), text: t('staff.centre.ledger.noneWhy') }}
        stacks
        caption={t('staff.centre.ledger.caption')}
        list={list}
        keyOf={({ movementId }) => movementId}
        file="stock-ledger"
        columns={COLUMNS}
      />
    </StaffPage>
  )
}
