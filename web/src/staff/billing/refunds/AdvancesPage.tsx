// Money that was paid ahead and is not used yet: taking it, and giving it back.
import '../../vaccination/centre.css'
import '../../desk/desk.css'
import '../billing.css'
import { useState } from 'react'
import type { Answer } from '../../../api/client.ts'
import { useList } from '../../../api/lists.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount, useMay } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import type { Column } from '../../../ui/columns.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { Listing } from '../../lists/Listing.tsx'
import { Dialog } from '../../shell/Dialog.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'
import { DrawerStrip } from '../drawers/DrawerStrip.tsx'
import { GiveBack } from './GiveBack.tsx'
import { TakeAdvance } from './TakeAdvance.tsx'

type Advance = Answer<'GET /v1/billing/advances'>['items'][number]

export default function AdvancesPage() {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const mayTake = useMay('advance.take')
  const list = useList('GET /v1/billing/advances', { facility: facilityId })
  const [giving, setGiving] = useState<Advance>()
  const [isTaking, setTaking] = useState(false)
  const close = (): void => setGiving(undefined)
  const take = (
    <Button onClick={() => setTaking(true)}>
      <Icon name="plus" /> {t('staff.money.advances.take')}
    </Button>
  )
  return (
    <StaffPage title={t('staff.money.advances.title')} actions={mayTake && take}>
      <p className="soft">{t('staff.money.advances.what')}</p>
      <DrawerStrip />
      <Listing
        none={{ icon: 'circle-check', title: t('staff.money.advances.none') }}
        stacks
        caption={t('staff.money.advances.title')}
        list={list}
        keyOf={({ paymentId }) => paymentId}
        file="advances"
        columns={[...COLUMNS, controlOf(setGiving)]}
      />
      <Dialog title={t('staff.money.advances.back')} isOpen={giving !== undefined} onClose={close}>
        {giving && <GiveBack of={giving} paise={giving.leftPaise ?? 0} onDone={close} />}
      </Dialog>
      <Dialog title={t('staff.money.advances.take')} isOpen={isTaking} onClose={() => setTaking(false)}>
        <TakeAdvance onDone={() => setTaking(false)} />
      </Dialog>
    </StaffPage>
  )
}

const COLUMNS: readonly Column<Advance>[] = [
  { key: 'receipt', text: ({ receiptNumber }) => receiptNumber, header: 'staff.money.column.receipt' },
  { key: 'name', text: ({ patient }) => patient?.name, header: 'staff.appointments.column.patient' },
  {
    key: 'at',
    text: ({ at }) => at,
    header: 'staff.money.column.at',
    isDim: true,
    draw: ({ at }, { format }) => format.instant(at),
  },
  {
    key: 'method',
    text: ({ method }) => method,
    header: 'staff.money.column.method',
    draw: ({ method, reference }, { t }) => [t(`staff.money.method.${method}`), reference].filter(Boolean).join(', '),
  },
  {
    key: 'amount',
    text: ({ amountPaise }) => amountPaise / 100,
    header: 'staff.money.column.amount',
    ...{ isNumber: true, isDim: true },
    draw: ({ amountPaise }, { format }) => format.money(amountPaise),
  },
  {
    key: 'left',
    text: ({ leftPaise = 0 }) => leftPaise / 100,
    header: 'staff.money.advances.left',
    isNumber: true,
    draw: ({ leftPaise = 0 }, { format }) => format.money(leftPaise),
  },
]

const controlOf = (onGive: (advance: Advance) => void): Column<Advance> => ({
  header: 'staff.people.change',
  isControl: true,
  draw: (advance, { t }) => (
    <div className="row-actions">
      <Button kind="quiet" onClick={() => onGive(advance)}>
        {t('staff.money.refunds.button')} <span className="visually-hidden">{advance.receiptNumber}</span>
      </Button>
    </div>
  ),
})
