// Bills of which money must be given back: who waits for it, and giving it.
import '../../vaccination/centre.css'
import '../billing.css'
import { useState } from 'react'
import { useList } from '../../../api/lists.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import type { Column } from '../../../ui/columns.ts'
import { Listing } from '../../lists/Listing.tsx'
import { Dialog } from '../../shell/Dialog.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'
import { DrawerStrip } from '../drawers/DrawerStrip.tsx'
import { REFUND_COLUMNS } from '../invoices/columns.tsx'
import type { Bill } from '../invoices/InvoicePill.tsx'
import { GiveBack } from './GiveBack.tsx'

export default function RefundsPage() {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const list = useList('GET /v1/billing/refunds', { facility: facilityId })
  const [giving, setGiving] = useState<Bill>()
  const close = (): void => setGiving(undefined)
  return (
    <StaffPage title={t('staff.money.refunds.title')}>
      <p className="soft">{t('staff.money.refunds.what')}</p>
      <DrawerStrip />
      <Listing
        none={{ icon: 'circle-check', title: t('staff.money.refunds.none'), text: t('staff.money.refunds.noneNext') }}
        stacks
        caption={t('staff.money.refunds.title')}
        list={list}
        keyOf={({ invoiceId }) => invoiceId}
        file="refunds"
        columns={[...REFUND_COLUMNS, controlOf(setGiving)]}
      />
      <Dialog title={giving?.number ?? ''} isOpen={giving !== undefined} onClose={close}>
        {giving && <GiveBack of={giving} paise={giving.refundablePaise} onDone={close} />}
      </Dialog>
    </StaffPage>
  )
}

const controlOf = (onGive: (bill: Bill) => void): Column<Bill> => ({
  header: 'staff.people.change',
  isControl: true,
  draw: (bill, { t }) => (
    <div className="row-actions">
      <Button kind="tint" onClick={() => onGive(bill)}>
        {t('staff.money.refunds.button')} <span className="visually-hidden">{bill.number}</span>
      </Button>
    </div>
  ),
})
