// Opens a prescription of another hospital that a patient shows: the reference on the print, and the year of birth.
import { useLocation } from 'wouter'
import { postPrescriptionsPresentations } from '../../../api/limits/post-prescriptions-presentations.ts'
import { useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { whole } from '../../../ui/numbers.tsx'
import { Dialog } from '../../shell/Dialog.tsx'
import { say } from '../../shell/Said.tsx'

interface Props {
  readonly reference: string | undefined
  readonly onClose: () => void
}

export function ShownDialog({ reference, onClose }: Props) {
  const { t } = useText()
  return (
    <Dialog title={t('staff.dispensing.shown.title')} isOpen={reference !== undefined} onClose={onClose}>
      {reference !== undefined && <ShownForm reference={reference} />}
    </Dialog>
  )
}

function ShownForm({ reference }: { readonly reference: string }) {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const [, go] = useLocation()
  const send = useSend('POST /v1/prescriptions/presentations')
  const birthYear = whole(postPrescriptionsPresentations, 'birthYear', {
    label: t('staff.dispensing.shown.birthYear'),
    hint: t('staff.dispensing.shown.birthYearHint'),
    wrong: 'staff.dispensing.shown.birthYearWrong',
  })
  return (
    <Form
      fields={[birthYear]}
      onSubmit={async (entered) => {
        const { prescriptionId } = await send.mutateAsync({ body: { facilityId, reference, ...entered } })
        say({ text: t('staff.dispensing.shown.said'), detail: reference })
        go(`/staff/dispensing/${prescriptionId}`)
      }}
    >
      <p>{t('staff.dispensing.shown.what', { reference })}</p>
      {birthYear.input}
      <Button>{t('staff.dispensing.shown.open')}</Button>
    </Form>
  )
}
