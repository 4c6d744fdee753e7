import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/layout/page.tsx'
import { BackupSection } from './backup-section.tsx'
import { DrillSection } from './drill-section.tsx'
import { KitSection } from './kit-section.tsx'
import { ShareSection } from './share-section.tsx'

/** What stands between a broken disk and the end of every authority: backups, drills, shares, the kit in the safe. */
export function RecoveryPage(): ReactElement {
  const { t } = useTranslation('recovery')
  return (
    <Page title={t('title')} lead={t('lead')} width="wizard">
      <BackupSection />
      <DrillSection />
      <ShareSection />
      <KitSection />
    </Page>
  )
}
