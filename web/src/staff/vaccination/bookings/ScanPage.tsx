// Opens a booking by its slip: with the camera if the browser can read codes, with a hand scanner, or by typing.
import '../centre.css'
import { useEffect, useRef, useState } from 'react'
import { Camera, hasCamera } from '../../../camera/Camera.tsx'
import { today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { text } from '../../../ui/fields.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure } from '../../../ui/outcomes.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'
import { BookingDialog, type Opening } from './BookingDialog.tsx'
import { type Found, findBooking } from './find-booking.ts'
import { readScan } from './scan.ts'

export default function ScanPage() {
  const { t, format } = useText()
  const { facilityId = '' } = useAccount()
  const [opening, setOpening] = useState<Opening>()
  const [isLooking, setLooking] = useState(false)
  const [found, setFound] = useState<Found>()
  const [missed, setMissed] = useState<unknown>()
  const [nth, setNth] = useState(0)

  const find = async (text: string): Promise<void> => {
    setFound(undefined)
    setMissed(undefined)
    const booking = await findBooking(facilityId, text)
    setFound(booking)
    setLooking(false)
    setNth((count) => count + 1)
    setOpening({ booking, intent: 'vaccinate' })
  }
  // The camera sees the same slip many times a second.
  const isFinding = useRef(false)
  const seen = (text: string): void => {
    if (isFinding.current || !readScan(text)) return
    isFinding.current = true
    find(text)
      .catch(setMissed)
      .finally(() => {
        isFinding.current = false
      })
  }
  // Make the field ready for the next slip as soon as the dialog is closed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: run after each booking
  useEffect(() => {
    if (!opening) document.getElementById('reference')?.focus()
  }, [opening, nth])

  return (
    <StaffPage title={t('staff.centre.scan.title')}>
      <ScanForm key={nth} onText={find} isLooking={isLooking} onLook={setLooking} />
      {missed !== undefined && <Failure error={missed} />}
      {isLooking && (
        <Camera label={t('staff.centre.scan.camera')} failed={t('staff.centre.scan.noCamera')} onRead={seen} />
      )}
      {found && found.date !== today() && (
        <Notice kind="warning" title={t('staff.centre.scan.otherDay', { day: format.day(found.date) })} />
      )}
      <BookingDialog opening={opening} onOpen={setOpening} onClose={() => setOpening(undefined)} />
    </StaffPage>
  )
}

/** A scanner types more than the reference. */
const SLIP = { reference: { type: 'string', required: true } } as const

interface ScanFormProps {
  readonly onText: (text: string) => Promise<void>
  readonly isLooking: boolean
  readonly onLook: (isLooking: boolean) => void
}

/** The field for the reference, typed by hand or by a scanner, and the switch of the camera. */
function ScanForm({ onText, isLooking, onLook }: ScanFormProps) {
  const { t } = useText()
  const reference = text(SLIP, 'reference', {
    label: t('staff.centre.scan.reference'),
    hint: t('staff.centre.scan.hint'),
    size: 'medium',
    autoComplete: 'off',
    spellCheck: false,
    also: (typed) => (readScan(typed) ? undefined : t('staff.errors.reference')),
  })
  return (
    <Form fields={[reference]} onSubmit={(slip) => onText(slip.reference)}>
      {reference.input}
      <div className="day-moves">
        <Button>{t('staff.centre.scan.open')}</Button>
        {hasCamera() && (
          <Button kind="quiet" onClick={() => onLook(!isLooking)}>
            {isLooking ? t('staff.centre.scan.cameraOff') : t('staff.centre.scan.camera')}
          </Button>
        )}
      </div>
    </Form>
  )
}
