// The steps of a transfer, each for the side that takes it.
import { useState } from 'react'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { useMay } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { say } from '../shell/Said.tsx'
import type { Transfer } from './names.tsx'
import { ReceiptForm } from './ReceiptForm.tsx'

interface Props {
  readonly transfer: Transfer
  readonly isSender: boolean
  readonly isReceiver: boolean
}

const STEPS = ['approval', 'refusal', 'cancellation', 'dispatch', 'return', 'settlement'] as const
type Step = (typeof STEPS)[number]

/** Steps that cannot be taken back: their dialog says what they do. */
const ASKED_FIRST: readonly Step[] = ['refusal', 'dispatch', 'return', 'settlement']

function useSteps({ transferId }: Transfer) {
  const { t } = useText()
  const sends = {
    approval: useSend('POST /v1/inventory/transfers/{transferId}/approval'),
    refusal: useSend('POST /v1/inventory/transfers/{transferId}/refusal'),
    cancellation: useSend('POST /v1/inventory/transfers/{transferId}/cancellation'),
    dispatch: useSend('POST /v1/inventory/transfers/{transferId}/dispatch'),
    return: useSend('POST /v1/inventory/transfers/{transferId}/return'),
    settlement: useSend('POST /v1/inventory/transfers/{transferId}/settlement'),
  }
  const take = async (step: Step): Promise<void> => {
    for (const one of Object.values(sends)) one.reset()
    await sends[step].mutateAsync({ path: { transferId } })
    say({ text: t(`staff.stock.said.transfer.${step}`) })
  }
  return { take, error: Object.values(sends).find(({ error }) => error)?.error }
}

export function TransferActs({ transfer, isSender, isReceiver }: Props) {
  const { t } = useText()
  const mayApprove = useMay('transfer.approve')
  const { take, error } = useSteps(transfer)
  const [asking, setAsking] = useState<Step>()
  const { status } = transfer
  const isOpen = status === 'ASKED' || status === 'APPROVED'
  const steps: Step[] = STEPS.filter((step) => {
    if (step === 'approval' || step === 'refusal') return status === 'ASKED' && isSender && mayApprove
    if (step === 'cancellation') return isOpen
    if (step === 'dispatch') return status === 'APPROVED' && isSender
    if (step === 'return') return status === 'SENT'
    return status === 'RECEIVED' && isSender
  })
  const press = (step: Step): void => {
    if (ASKED_FIRST.includes(step)) setAsking(step)
    else void take(step).catch(() => undefined)
  }
  return (
    <>
      {error && !asking && <Failure error={error} takesFocus />}
      {status === 'ASKED' && isSender && !mayApprove && (
        <p className="soft">{t('staff.stock.transfers.waitsForApproval')}</p>
      )}
      {status === 'SENT' && isReceiver && <ReceiptForm transfer={transfer} />}
      {steps.length > 0 && (
        <div className="act-bar no-print">
          {steps.map((step) => (
            <Button key={step} kind={KINDS[step]} onClick={() => press(step)}>
              {t(`staff.stock.transfers.step.${step}`)}
            </Button>
          ))}
        </div>
      )}
      <Dialog
        title={asking ? t(`staff.stock.transfers.step.${asking}`) : ''}
        isOpen={asking !== undefined}
        onClose={() => setAsking(undefined)}
      >
        {asking && (
          <>
            {error && <Failure error={error} takesFocus />}
            <p>{t(`staff.stock.transfers.what.${asking}`)}</p>
            <Button
              kind={asking === 'refusal' || asking === 'return' ? 'danger' : 'main'}
              onClick={() =>
                void take(asking).then(
                  () => setAsking(undefined),
                  () => undefined,
                )
              }
            >
              {t(`staff.stock.transfers.step.${asking}`)}
            </Button>
          </>
        )}
      </Dialog>
    </>
  )
}

const KINDS = {
  ...({ approval: 'main', refusal: 'remove', cancellation: 'quiet' } as const),
  ...({ dispatch: 'main', return: 'remove', settlement: 'main' } as const),
}
