import Add from '@mui/icons-material/AddOutlined'
import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { useMay } from '../../state/session.tsx'
import { useActions } from '../../ui/action/action-registry.tsx'
import { useOpenRow } from '../../ui/grid/filter-state.ts'
import { ListLayout } from '../../ui/layout/list-layout.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { DomainSheet } from './domain-sheet.tsx'
import { DomainsTab } from './domains-tab.tsx'
import { MailboxSheet } from './mailbox-sheet.tsx'
import { MailboxesTab } from './mailboxes-tab.tsx'
import { OrganizationDialog } from './organization-dialog.tsx'
import { OrganizationsTab } from './organizations-tab.tsx'

const names = ['domains', 'mailboxes', 'organizations'] as const
const contents = { domains: DomainsTab, mailboxes: MailboxesTab, organizations: OrganizationsTab } as const

/** Domains, mailboxes and the organizations that they belong to. */
export function DomainsPage(): ReactElement {
  const { t } = useTranslation('domains')
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const [openId, open] = useOpenRow()
  const [adding, setAdding] = useState(false)
  const mayAdd = useMay('validation.run')
  const mayEdit = useMay('organization.edit')
  const tab = names.find((name) => name === params.get('tab')) ?? 'domains'
  const Content = contents[tab]
  const actions = useMemo(() => {
    if (tab === 'organizations')
      return mayEdit
        ? [
            {
              id: 'organization.create',
              label: t('organization.add'),
              icon: Add,
              tone: 'primary' as const,
              run: () => {
                setAdding(true)
              }
            }
          ]
        : []
    return mayAdd
      ? [
          {
            id: 'domain.add',
            label: t('add'),
            icon: Add,
            tone: 'primary' as const,
            run: () => void navigate('/domains/new')
          }
        ]
      : []
  }, [t, tab, mayAdd, mayEdit, navigate])
  useActions(actions)
  const close = (): void => {
    open(null)
  }
  return (
    <ListLayout
      sheet={
        openId === null || tab === 'organizations' ? null : tab === 'domains' ? (
          <DomainSheet key={openId} id={openId} onClose={close} />
        ) : (
          <MailboxSheet key={openId} id={openId} onClose={close} />
        )
      }
    >
      <Page title={t('title')} lead={t('lead')} actions={actions} fill>
        <Tabs
          variant="scrollable"
          value={tab}
          aria-label={t('title')}
          onChange={(_, next: string) => {
            setParams(next === 'domains' ? {} : { tab: next }, { replace: true })
          }}
          sx={{ flexShrink: 0 }}
        >
          {names.map((name) => (
            <Tab key={name} value={name} label={t(`tab.${name}`)} id={`tab-${name}`} aria-controls={`panel-${name}`} />
          ))}
        </Tabs>
        <Box
          role="tabpanel"
          id={`panel-${tab}`}
          aria-labelledby={`tab-${tab}`}
          sx={{
            display: 'flex',
            flexDirection: 'column',
            gap: 3,
            flex: 1,
            minHeight: 0,
            ...(tab === 'organizations' ? { overflow: 'auto' } : {})
          }}
        >
          <Content openId={openId} onOpen={open} />
        </Box>
        {adding && (
          <OrganizationDialog
            organization={null}
            onClose={() => {
              setAdding(false)
            }}
          />
        )}
      </Page>
    </ListLayout>
  )
}

/** What each list is given: the row whose sheet is open. */
export interface ListTabProps {
  readonly openId: number | null
  readonly onOpen: (id: number | null) => void
}
