// Corrects what the books say of a lot, or writes stock of it off. Both name what the person saw.
import { postInventoryStoresAdjustments } from '../../api/limits/post-inventory-stores-adjustments.ts'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { whole } from '../../ui/numbers.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { reason as reasonField } from '../shell/reasons.tsx'
import { say } from '../shell/Said.tsx'
import type { Lot } from './names.tsx'

export interface Correcting {
  readonly kind: 'adjust' | 'waste'
  readonly lot: Lot
}

interface Props {
  readonly storeId: string
  readonly correcting: Correcting | undefined
  readonly onClose: () => void
}

export function LotDialog({ storeId, correcting, onClose }: Props) {
  const { t } = useText()
  const title = correcting ? t(`staff.stock.${correcting.kind}.title`, { lot: correcting.lot.lot }) : ''
  return (
    <Dialog title={title} isOpen={correcting !== undefined} onClose={onClose}>
      {correcting && <CorrectForm storeId={storeId} correcting={correcting} onDone={onClose} />}
    </Dialog>
  )
}

const USUAL = { adjust: ['miscounted', 'entered', 'found'], waste: ['expired', 'broken', 'wet', 'recalled'] } as const

interface FormProps {
  readonly storeId: string
  readonly correcting: Correcting
  readonly onDone: () => void
}

function CorrectForm({ storeId, correcting: { kind, lot }, onDone }: FormProps) {
  const { t } = useText()
  const adjust = useSend('POST /v1/inventory/stores/{storeId}/adjustments')
  const waste = useSend('POST /v1/inventory/stores/{storeId}/wastages')
  const isWaste = kind === 'waste'
  const { itemCode, maker, onHand, reserved } = lot
  // A count says how much there is; the difference is what is sent.
  const number = whole(postInventoryStoresAdjustments, 'quantity', {
    label: t(`staff.stock.${kind}.number`),
    hint: t('staff.stock.holds', { count: onHand }),
    value: isWaste ? onHand - reserved : onHand,
    wrong: 'staff.stock.numberWrong',
    also: (value) =>
      isWaste && (value > onHand || value === 0) ? t('staff.stock.waste.much', { count: onHand }) : undefined,
  })
  const why = reasonField(postInventoryStoresAdjustments, 'reason', {
    label: t('staff.stock.why'),
    wrong: 'staff.stock.whyMissing',
    usual: USUAL[kind].map((each) => t(`staff.stock.${kind}.usual.${each}`)),
  })
  return (
    <Form
      needsPress
      fields={[number, why]}
      check={({ quantity }) =>
        !isWaste && quantity === onHand ? [{ field: 'quantity', text: t('staff.stock.adjust.same') }] : []
      }
      onSubmit={async ({ quantity, reason }) => {
        const named = { itemCode, lot: lot.lot, maker, reason, expectedOnHand: onHand }
        const path = { storeId }
        if (isWaste) await waste.mutateAsync({ path, body: { ...named, quantity } })
        else await adjust.mutateAsync({ path, body: { ...named, quantity: quantity - onHand } })
        say({ text: t(`staff.stock.said.${kind}`), detail: `${lot.lot} · ${reason}` })
        onDone()
      }}
    >
      {number.input}
      {why.input}
      <Button kind={isWaste ? 'danger' : 'main'}>{t(`staff.stock.${kind}.button`)}</Button>
    </Form>
  )
}
