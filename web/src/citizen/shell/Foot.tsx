// The footer of every citizen's page: emergency, languages, appearance, and the pages about Sehat.
import { Link } from 'wouter'
import { useText } from '../../i18n/language.ts'
import { Icon } from '../../ui/Icon.tsx'
import { LanguageChoice } from '../../ui/LanguageChoice.tsx'
import { ThemeChoice } from '../../ui/ThemeChoice.tsx'
import './foot.css'

const PAGES = {
  help: '/help',
  contact: '/contact',
  privacy: '/privacy',
  accessibility: '/accessibility',
  verify: '/verify',
} as const

export default function Foot() {
  const { t } = useText()
  return (
    <footer className="foot no-print">
      <div className="foot-inside">
        <p className="foot-emergency">
          <span className="foot-phone">
            <Icon name="phone" sizePx={24} />
          </span>
          <span>
            {t('ui.foot.emergency')} <a href="tel:112">{t('ui.emergencyNumber')}</a>
          </span>
        </p>
        <nav className="foot-links" aria-label={t('ui.foot.label')}>
          {Object.entries(PAGES).map(([name, href]) => (
            <Link key={name} href={href}>
              {t(`ui.foot.${name}`)}
            </Link>
          ))}
          {/* An app of its own. */}
          <a href="/customer">{t('ui.foot.customer')}</a>
        </nav>
        <div className="foot-choices">
          <LanguageChoice />
          <ThemeChoice />
        </div>
      </div>
    </footer>
  )
}
