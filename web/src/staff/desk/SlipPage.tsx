// The slip of a number that was given before: to print it again, or because somebody scanned it.
import '../vaccination/centre.css'
import './desk.css'
import { useParams } from 'wouter'
import { useText } from '../../i18n/language.ts'
import { StaffPage } from '../shell/StaffPage.tsx'
import { Printed } from './Printed.tsx'

export default function SlipPage() {
  const { t } = useText()
  const { tokenId } = useParams<{ tokenId: string }>()
  return (
    <StaffPage title={t('staff.desk.slip.title')} back="/staff/queues">
      <Printed tokenId={tokenId} />
    </StaffPage>
  )
}
