import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams, useSearchParams } from 'react-router'
import type { CertificateView } from '../../../src-shared/api/certificates.ts'
import { useRead } from '../../live.ts'
import { useOpened } from '../../state/recent.ts'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import { ChainView } from '../../ui/certificate/chain-view.tsx'
import { ExtensionList } from '../../ui/certificate/extension-list.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { WaitingPage } from '../../ui/layout/waiting-page.tsx'
import { Asn1Tab } from './asn1-tab.tsx'
import { certificateName } from './certificate-columns.tsx'
import { CertificateMarks, CertificateValidity } from './certificate-head.tsx'
import { ChecksTab } from './checks-tab.tsx'
import { FilesTab } from './files-tab.tsx'
import { ManagementTab } from './management-tab.tsx'
import { OverviewTab } from './overview-tab.tsx'
import { TimelineTab } from './timeline-tab.tsx'
import { useCertificateActions } from './use-certificate-actions.tsx'

const tabs = ['overview', 'management', 'chain', 'extensions', 'checks', 'timeline', 'files', 'asn1'] as const
type TabName = (typeof tabs)[number]

/** One certificate on a page of its own. */
export function CertificatePage(): ReactElement {
  const { t } = useTranslation('certificates')
  const id = Number(useParams()['id'])
  const read = useRead('certificate.show', { id })
  if (read.data === undefined)
    return <WaitingPage title={t('overview.number', { id })} error={read.error} retry={() => void read.refetch()} />
  return <LoadedPage key={id} certificate={read.data.certificate} />
}

function LoadedPage(props: { readonly certificate: CertificateView }): ReactElement {
  const { t } = useTranslation('certificates')
  const { certificate } = props
  const [params, setParams] = useSearchParams()
  const { main, rest, dialogs } = useCertificateActions(certificate)
  useOpened('certificates', `/certificates/${certificate.id}`, certificateName(certificate))
  const wanted = params.get('tab')
  const tab: TabName = tabs.find((name) => name === wanted) ?? 'overview'
  return (
    <Page
      title={certificateName(certificate)}
      aside={<CertificateMarks certificate={certificate} />}
      actions={main}
      menu={<ActionMenu actions={rest} />}
    >
      <Box sx={{ maxWidth: 720 }}>
        <CertificateValidity certificate={certificate} />
      </Box>
      <Tabs
        value={tab}
        onChange={(_, next: TabName) => {
          setParams(next === 'overview' ? {} : { tab: next }, { replace: true })
        }}
        variant="scrollable"
        aria-label={certificateName(certificate)}
      >
        {tabs.map((name) => (
          <Tab
            key={name}
            value={name}
            label={name === 'management' ? t('list.manage.tab') : t(`tab.${name}`)}
            id={`tab-${name}`}
            aria-controls={`panel-${name}`}
          />
        ))}
      </Tabs>
      <Box
        role="tabpanel"
        id={`panel-${tab}`}
        aria-labelledby={`tab-${tab}`}
        sx={{ maxWidth: tab === 'asn1' ? 'none' : 960 }}
      >
        <TabContent tab={tab} certificate={certificate} />
      </Box>
      {dialogs}
    </Page>
  )
}

function TabContent({
  tab,
  certificate
}: {
  readonly tab: TabName
  readonly certificate: CertificateView
}): ReactElement {
  switch (tab) {
    case 'overview':
      return <OverviewTab certificate={certificate} />
    case 'management':
      return <ManagementTab id={certificate.id} />
    case 'chain':
      return <ChainView links={rootFirst(certificate.chain)} hereId={certificate.id} />
    case 'extensions':
      return <ExtensionList extensions={certificate.decoded.extensions} />
    case 'checks':
      return <ChecksTab certificate={certificate} />
    case 'timeline':
      return <TimelineTab certificate={certificate} />
    case 'files':
      return <FilesTab certificate={certificate} />
    case 'asn1':
      return <Asn1Tab id={certificate.id} />
  }
}

/** @returns the chain with the root first, whichever way the engine gave it */
function rootFirst(chain: CertificateView['chain']): CertificateView['chain'] {
  return chain[0]?.role === 'end-entity' || chain.at(-1)?.role === 'root' ? [...chain].reverse() : chain
}
