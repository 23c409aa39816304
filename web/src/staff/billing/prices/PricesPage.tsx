// The price list of a hospital for its administrator: what each thing costs, from which day on, and what is sold.
import '../../vaccination/centre.css'
import '../../vaccination/bookings/today.css'
import '../billing.css'
import { useState } from 'react'
import { Link } from 'wouter'
import { href, useFilters, words } from '../../../address.ts'
import type { Answer } from '../../../api/client.ts'
import { useWhole } from '../../../api/lists.ts'
import { useSend } from '../../../api/queries.ts'
import { today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import type { Column } from '../../../ui/columns.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { Failure } from '../../../ui/outcomes.tsx'
import { Filters, SearchField } from '../../lists/Filters.tsx'
import { Listing, rowsWith, wholeList } from '../../lists/Listing.tsx'
import { Dialog } from '../../shell/Dialog.tsx'
import { say } from '../../shell/Said.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'
import { useHospital } from '../hospital.tsx'
import { PriceForm } from './PriceForm.tsx'

export type Price = Answer<'GET /v1/billing/prices'>['items'][number]

const readers = { q: words }

export default function PricesPage() {
  const { t } = useText()
  const { facilityId, choice } = useHospital()
  const { filters, change, clear } = useFilters(readers)
  const list = useWhole('GET /v1/billing/prices', { facility: facilityId }, { enabled: facilityId !== undefined })
  const [editing, setEditing] = useState<Price | 'new'>()
  const ending = useEnding()
  const close = (): void => setEditing(undefined)
  const rows = list.data && rowsWith(list.data, filters.q, ({ code, name }) => `${code} ${name}`)
  return (
    <StaffPage
      title={t('staff.money.prices.title')}
      actions={
        <div className="day-acts">
          {choice}
          <Link className="button button-quiet" href={href('/staff/billing/issuer', { facility: facilityId })}>
            <Icon name="settings" /> {t('staff.money.issuer.title')}
          </Link>
          <Link className="button button-quiet" href={`/doctors/prices/${facilityId}`}>
            <Icon name="world" /> {t('staff.money.prices.public')}
          </Link>
          <Button onClick={() => setEditing('new')}>
            <Icon name="plus" /> {t('staff.money.prices.new')}
          </Button>
        </div>
      }
    >
      {ending.error && <Failure error={ending.error} takesFocus />}
      <Listing
        none={{ icon: 'tag', title: t('staff.money.prices.none'), text: t('staff.money.prices.noneNext') }}
        stacks
        caption={t('staff.money.prices.title')}
        list={wholeList(rows, list)}
        keyOf={({ code }) => code}
        file="prices"
        columns={[...COLUMNS, controlOf(setEditing, ending.end)]}
        onClear={clear}
        filters={
          <Filters onSearch={(values) => change({ q: values('q') || undefined })}>
            <SearchField name="q" label={t('staff.money.prices.search')} value={filters.q} />
          </Filters>
        }
      />
      <Dialog title={titleOf(editing, t)} isOpen={editing !== undefined} onClose={close}>
        {editing && facilityId !== undefined && (
          <PriceForm facilityId={facilityId} price={editing === 'new' ? undefined : editing} onDone={close} />
        )}
      </Dialog>
    </StaffPage>
  )
}

const titleOf = (editing: Price | 'new' | undefined, t: (key: string) => string): string =>
  editing === undefined ? '' : editing === 'new' ? t('staff.money.prices.new') : editing.name

/** Ends the sale of something from today on. Undo sells it again. */
function useEnding() {
  const { t } = useText()
  const send = useSend('PUT /v1/billing/prices/{facilityId}/{code}')
  const put = ({ facilityId, code, version: _version, ...price }: Price, isOffered: boolean) =>
    send.mutateAsync({ path: { facilityId, code }, body: { ...price, validFrom: today(), isOffered } })
  const run = async (price: Price): Promise<void> => {
    await put(price, false)
    say({ text: t('staff.money.said.notSold', { name: price.name }), undo: () => put(price, true) })
  }
  return { error: send.error, end: (price: Price): void => void run(price).catch(() => undefined) }
}

const COLUMNS: readonly Column<Price>[] = [
  { key: 'name', text: ({ name }) => name, header: 'staff.money.column.what' },
  { key: 'code', text: ({ code }) => code, header: 'staff.money.prices.code', isDim: true },
  {
    key: 'kind',
    text: ({ kind }) => kind,
    header: 'staff.money.column.kind',
    draw: ({ kind }, { t }) => t(`staff.money.prices.kind.${kind}`),
  },
  {
    key: 'price',
    text: ({ unitPricePaise }) => unitPricePaise / 100,
    header: 'staff.money.column.price',
    isNumber: true,
    draw: ({ unitPricePaise }, { format }) => format.money(unitPricePaise),
  },
  {
    key: 'discount',
    text: ({ discountMaxBasisPoints }) => discountMaxBasisPoints / 100,
    header: 'staff.money.prices.discountMax',
    ...{ isNumber: true, isDim: true },
    draw: ({ discountMaxBasisPoints: points }, { t, format }) =>
      points === 0 ? '' : t('staff.money.percent', { value: format.number(points / 100) }),
  },
  {
    key: 'validFrom',
    text: ({ validFrom }) => validFrom,
    header: 'staff.money.prices.validFrom',
    isDim: true,
    draw: ({ validFrom }, { format }) => format.day(validFrom),
  },
]

const controlOf = (onEdit: (price: Price) => void, onEnd: (price: Price) => void): Column<Price> => ({
  header: 'staff.people.change',
  isControl: true,
  draw: (price, { t }) => (
    <div className="row-actions">
      <Button kind="quiet" onClick={() => onEdit(price)}>
        {t('staff.money.prices.change')} <span className="visually-hidden">{price.name}</span>
      </Button>
      <Button kind="quiet" onClick={() => onEnd(price)}>
        {t('staff.money.prices.end')} <span className="visually-hidden">{price.name}</span>
      </Button>
    </div>
  ),
})
