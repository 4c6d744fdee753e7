import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { KeysTabs } from '../../ui/tokens/keys-tabs.tsx'
import { AddModuleSection } from './add-module-section.tsx'
import { FoundModules } from './found-modules.tsx'
import { UsedModules } from './used-modules.tsx'

/** Modules in use, those found on this machine, and any other by its path. */
export function ModulesPage(): ReactElement {
  const { t } = useTranslation('tokens')
  const mayManage = useMay('token.manage')
  const read = useRead('token.modules', {})
  return (
    <Page title={t('ui:tokens.title')} lead={t('modules.lead')}>
      <KeysTabs here="modules" />
      <Box role="tabpanel" aria-labelledby="tab-modules" sx={{ display: 'grid', gap: 4, '& > *': { minWidth: 0 } }}>
        {read.data === undefined ? (
          read.error === null ? (
            <Skeleton variant="rounded" height={240} />
          ) : (
            <ErrorView error={read.error} onRetry={() => void read.refetch()} />
          )
        ) : (
          <>
            <UsedModules modules={read.data.modules} />
            <FoundModules modules={read.data.found} />
            {mayManage && <AddModuleSection />}
          </>
        )}
      </Box>
    </Page>
  )
}
