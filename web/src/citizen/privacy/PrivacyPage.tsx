// The home of privacy: what is kept, what the family says yes and no to, copies of everything, and closing the account.
import { Link } from 'wouter'
import { useText } from '../../i18n/language.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Page } from '../../ui/Page.tsx'
import { Consents } from './Consents.tsx'
import { Copies } from './Copies.tsx'

export default function PrivacyPage() {
  const { t } = useText()
  return (
    <Page title={t('privacy.title')} back="/account" isPersonal>
      <p>
        <Link href="/privacy">{t('privacy.toKept')}</Link>
      </p>
      <p>
        <Link href="/account/readers">{t('family.toReaders')}</Link>
      </p>
      <h2>{t('privacy.consents.title')}</h2>
      <Consents />
      <h2>{t('privacy.copies.title')}</h2>
      <p>{t('privacy.copies.text')}</p>
      <Copies />
      <h2>{t('privacy.closing.title')}</h2>
      <p>{t('privacy.closing.short')}</p>
      <p>
        <ButtonLink kind="quiet" href="/account/privacy/closing">
          {t('privacy.closing.open')}
        </ButtonLink>
      </p>
    </Page>
  )
}
