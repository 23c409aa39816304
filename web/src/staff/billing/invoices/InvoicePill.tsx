// The state of a bill: a colour, an icon and a word. Never to press.
import '../../vaccination/bookings/pill.css'
import type { Answer } from '../../../api/client.ts'
import { useText } from '../../../i18n/language.ts'
import { Icon } from '../../../ui/Icon.tsx'
import type { IconName } from '../../../ui/icon-names.ts'

export type Bill = Answer<'GET /v1/billing/invoices'>['items'][number]
type State = Bill['status'] | 'REFUND_DUE'

const LOOKS: Readonly<Record<State, readonly [IconName, string]>> = {
  ISSUED: ['clock', 'expected'],
  PART_PAID: ['hourglass', 'arrived'],
  PAID: ['check', 'vaccinated'],
  CREDITED: ['x', 'cancelled'],
  REFUND_DUE: ['arrow-back-up', 'absent'],
}

/** Money that must be given back is what somebody must see first. */
export const stateOf = ({ status, refundablePaise }: Pick<Bill, 'status' | 'refundablePaise'>): State =>
  refundablePaise > 0 ? 'REFUND_DUE' : status

export function InvoicePill({ state }: { state: State }) {
  const { t } = useText()
  const [icon, colour] = LOOKS[state]
  return (
    <strong className={`state-pill state-pill-${colour}`}>
      <Icon name={icon} sizePx={13} />
      {t(`staff.money.state.${state}`)}
    </strong>
  )
}
