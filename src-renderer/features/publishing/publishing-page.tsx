import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import Add from '@mui/icons-material/AddOutlined'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useMay } from '../../state/session.tsx'
import { useActions } from '../../ui/action/action-registry.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { CheckTab } from './check-tab.tsx'
import { DocumentsTab } from './documents-tab.tsx'
import { TargetDialog } from './target-dialog.tsx'
import { TargetsTab } from './targets-tab.tsx'

const contents = { targets: TargetsTab, check: CheckTab, documents: DocumentsTab } as const
const names = ['targets', 'check', 'documents'] as const

/** Targets that status is written to, the check of the addresses, and the documents that go along. */
export function PublishingPage(): ReactElement {
  const { t } = useTranslation('publishing')
  const [params, setParams] = useSearchParams()
  const [adding, setAdding] = useState(false)
  const mayEdit = useMay('service.edit')
  const tab = names.find((name) => name === params.get('tab')) ?? 'targets'
  const Content = contents[tab]
  const actions = useMemo(
    () =>
      mayEdit
        ? [
            {
              id: 'publish.add',
              label: t('add'),
              icon: Add,
              tone: 'primary' as const,
              run: () => {
                setAdding(true)
              }
            }
          ]
        : [],
    [t, mayEdit]
  )
  useActions(actions)
  return (
    <Page title={t('title')} lead={t('lead')} actions={tab === 'targets' ? actions : []}>
      <Tabs
        value={tab}
        aria-label={t('title')}
        onChange={(_, next: string) => {
          setParams(next === 'targets' ? {} : { tab: next }, { replace: true })
        }}
      >
        {names.map((name) => (
          <Tab key={name} value={name} label={t(`tab.${name}`)} id={`tab-${name}`} aria-controls={`panel-${name}`} />
        ))}
      </Tabs>
      <Box
        role="tabpanel"
        id={`panel-${tab}`}
        aria-labelledby={`tab-${tab}`}
        sx={{ display: 'grid', gap: 4, maxWidth: 1200 }}
      >
        <Content />
      </Box>
      {adding && (
        <TargetDialog
          target={null}
          onClose={() => {
            setAdding(false)
          }}
        />
      )}
    </Page>
  )
}
