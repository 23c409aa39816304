// The bills of a hospital: of a day, in a state, or the one with a number.
import { day as dayReader, oneOf, useFilters } from '../../../address.ts'
import { getBillingInvoices } from '../../../api/limits/get-billing-invoices.ts'
import { useList } from '../../../api/lists.ts'
import { today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount } from '../../../session/session.ts'
import { Listing } from '../../lists/Listing.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'
import { DayPicker } from '../../vaccination/bookings/DayPicker.tsx'
import '../../vaccination/bookings/today.css'
import { BILL_COLUMNS } from './columns.tsx'

const STATES = getBillingInvoices.status.enum
const readers = { day: dayReader, status: oneOf(...STATES), all: oneOf('yes') }

export default function InvoicesPage() {
  const { t, format } = useText()
  const { facilityId = '' } = useAccount()
  const { filters, change, clear } = useFilters(readers)
  const day = filters.all === 'yes' ? undefined : (filters.day ?? today())
  const list = useList('GET /v1/billing/invoices', { facility: facilityId, day, status: filters.status })
  const pick = (picked: string): void => change({ day: picked === today() ? undefined : picked, all: undefined })
  return (
    <StaffPage
      title={t('staff.money.invoices.title')}
      actions={day !== undefined && <DayPicker day={day} onPick={pick} />}
    >
      <Listing
        none={{
          ...{ icon: 'file-text', title: t('staff.money.invoices.none'), text: t('staff.money.invoices.noneNext') },
        }}
        stacks
        caption={day === undefined ? t('staff.money.invoices.title') : format.fullDay(day)}
        list={list}
        keyOf={({ invoiceId }) => invoiceId}
        file={`invoices-${day ?? 'all'}`}
        columns={BILL_COLUMNS}
        onClear={filters.status === undefined ? undefined : clear}
        filters={
          <>
            <label className="money-choice">
              {t('staff.money.column.state')}
              <select
                className="input"
                value={filters.status ?? ''}
                onChange={({ target }) => change({ status: STATES.find((one) => one === target.value) })}
              >
                <option value="">{t('staff.money.invoices.any')}</option>
                {STATES.map((one) => (
                  <option key={one} value={one}>
                    {t(`staff.money.state.${one}`)}
                  </option>
                ))}
              </select>
            </label>
            <label className="money-choice">
              <input
                type="checkbox"
                checked={filters.all === 'yes'}
                onChange={({ target }) => change({ all: target.checked ? 'yes' : undefined })}
              />
              {t('staff.money.invoices.all')}
            </label>
          </>
        }
      />
    </StaffPage>
  )
}
