// The one confirmation before a signature: each warning, and why the doctor goes on in spite of it.
import { useState } from 'react'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Dialog } from '../../shell/Dialog.tsx'
import type { Checked } from './PrescriptionPart.tsx'
import { type Override, type Reasons, toOverrides, WarningReasons } from './WarningReasons.tsx'

interface WarningsDialogProps {
  readonly patientName: string
  readonly checked: Checked | undefined
  readonly onSign: (overrides: readonly Override[]) => void
  readonly onClose: () => void
}

export function WarningsDialog({ patientName, checked, onSign, onClose }: WarningsDialogProps) {
  const { t } = useText()
  return (
    <Dialog title={t('staff.prescribing.look', { name: patientName })} isOpen={checked !== undefined} onClose={onClose}>
      {checked && <Answering checked={checked} onSign={onSign} onClose={onClose} />}
    </Dialog>
  )
}

interface ReasonsProps extends Pick<WarningsDialogProps, 'onSign' | 'onClose'> {
  readonly checked: Checked
}

function Answering({ checked: { warnings, lines }, onSign, onClose }: ReasonsProps) {
  const { t } = useText()
  const [reasons, setReasons] = useState<Reasons>({})
  const [isMissing, setMissing] = useState(false)
  const sign = (): void => {
    const overrides = toOverrides(warnings, reasons)
    setMissing(!overrides)
    if (overrides) onSign(overrides)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        sign()
      }}
    >
      <WarningReasons {...{ warnings, lines, reasons }} onChange={setReasons} />
      {isMissing && <Notice kind="error" takesFocus title={t('staff.prescribing.reasonMissing')} />}
      <div className="dialog-foot">
        <Button>{t('staff.prescribing.signAnyway')}</Button>
        <Button kind="quiet" onClick={onClose}>
          {t('staff.prescribing.goBack')}
        </Button>
      </div>
    </form>
  )
}
