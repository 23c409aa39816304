// What a pharmacist may do with a dispense now. Each act is a dialog with the person's name, and a word follows it.
import { useState } from 'react'
import { useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure } from '../../../ui/outcomes.tsx'
import { Dialog } from '../../shell/Dialog.tsx'
import { Key } from '../../shell/Key.tsx'
import { say } from '../../shell/Said.tsx'
import { useShortcuts } from '../../shell/shortcuts.ts'
import { HandOverForm } from './HandOverForm.tsx'
import { ReturnForm } from './ReturnForm.tsx'
import type { Dispense } from './words.tsx'

const DIALOGS = ['handOver', 'abandon', 'return'] as const
type DialogName = (typeof DIALOGS)[number]
const WORDS = { handOver: 'handOver', abandon: 'abandon', return: 'back' } as const

export function DispenseActs({ dispense }: { readonly dispense: Dispense }) {
  const { t } = useText()
  const [open, setOpen] = useState<DialogName>()
  const { may, status, needsSecondPerson, patientName = t('staff.dispensing.sale.one') } = dispense
  const mayHandOver = status === 'READY' && !needsSecondPerson
  const mayReturn = may.includes('return')
  useShortcuts(
    t('staff.dispensing.menu'),
    mayHandOver ? [{ keys: 'h', label: t('staff.dispensing.handOver.title'), run: () => setOpen('handOver') }] : [],
  )
  const close = (): void => setOpen(undefined)
  return (
    <>
      {needsSecondPerson && status !== 'ABANDONED' && <Witness dispense={dispense} />}
      <div className="act-bar no-print">
        {may.includes('abandon') && (
          <Button kind="remove" onClick={() => setOpen('abandon')}>
            {t('staff.dispensing.abandon.title')}
          </Button>
        )}
        {mayReturn && (
          <Button kind="quiet" onClick={() => setOpen('return')}>
            {t('staff.dispensing.back.title')}
          </Button>
        )}
        {mayHandOver && (
          <Button onClick={() => setOpen('handOver')}>
            {t('staff.dispensing.handOver.title')} <Key name="h" />
          </Button>
        )}
      </div>
      <Dialog
        title={open ? t(`staff.dispensing.${WORDS[open]}.to`, { name: patientName }) : ''}
        isOpen={open !== undefined}
        onClose={close}
      >
        {open === 'handOver' && <HandOverForm dispense={dispense} onDone={close} />}
        {open === 'abandon' && <Abandon dispense={dispense} onDone={close} />}
        {open === 'return' && <ReturnForm dispense={dispense} onDone={close} />}
      </Dialog>
    </>
  )
}

/** Somebody else than who hands it over has seen the medicine of Schedule X. */
function Witness({ dispense: { dispenseId } }: { readonly dispense: Dispense }) {
  const { t } = useText()
  const send = useSend('POST /v1/dispenses/{dispenseId}/witness')
  const confirm = async (): Promise<void> => {
    await send.mutateAsync({ path: { dispenseId } })
    say({ text: t('staff.dispensing.said.witness') })
  }
  return (
    <Notice kind="warning" title={t('staff.dispensing.second.title')}>
      <p>{t('staff.dispensing.second.what')}</p>
      {send.error && <Failure error={send.error} takesFocus />}
      <Button kind="quiet" onClick={() => void confirm().catch(() => undefined)}>
        {t('staff.dispensing.second.button')}
      </Button>
    </Notice>
  )
}

/** The stock is free again and open charges are cancelled. The way back prepares the same prescription anew. */
function Abandon({ dispense, onDone }: { readonly dispense: Dispense; readonly onDone: () => void }) {
  const { t } = useText()
  const send = useSend('POST /v1/dispenses/{dispenseId}/abandonment')
  const { dispenseId, prescriptionId, status } = dispense
  const abandon = async (): Promise<void> => {
    await send.mutateAsync({ path: { dispenseId } })
    const anew = prescriptionId === undefined ? '/staff/dispensing/sale' : `/staff/dispensing/${prescriptionId}`
    say({ text: t('staff.dispensing.said.abandoned'), link: { href: anew, text: t('staff.dispensing.said.anew') } })
    onDone()
  }
  return (
    <>
      {send.error && <Failure error={send.error} takesFocus />}
      <p>{t(status === 'READY' ? 'staff.dispensing.abandon.paid' : 'staff.dispensing.abandon.what')}</p>
      <Button kind="danger" onClick={() => void abandon().catch(() => undefined)}>
        {t('staff.dispensing.abandon.button')}
      </Button>
    </>
  )
}
