import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import Typography from '@mui/material/Typography'
import AddCircle from '@mui/icons-material/AddCircleOutlined'
import Download from '@mui/icons-material/FileDownloadOutlined'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink, useNavigate } from 'react-router'
import type { ViewedObject } from '../../../src-shared/api/viewer.ts'
import { useMay } from '../../state/session.tsx'
import { ActionButton } from '../../ui/action/action-button.tsx'
import { useActions } from '../../ui/action/action-registry.tsx'
import type { Action } from '../../ui/action/action.ts'
import { ValidityBar } from '../../ui/display/validity-bar.tsx'
import { saveFile, saveText } from '../../ui/files/save-file.ts'
import { TabContent } from './tab-content.tsx'
import { fileNameOf, viewerTabs } from './viewed-tabs.ts'

/** One object in full: what it is, its tabs, and its bytes to save. */
export function ViewedDetail({ object }: { readonly object: ViewedObject }): ReactElement {
  const { t } = useTranslation('viewer')
  const mayRead = useMay('certificate.read')
  const tabs = viewerTabs(object)
  const [wanted, setTab] = useState(tabs[0])
  const tab = tabs.find((name) => name === wanted) ?? tabs[0]
  const { pem, base64, certificate, csr, title, knownCertificateId } = object
  const navigate = useNavigate()
  const mayAsk = useMay('request.submit')
  const ask = useMemo<readonly Action[]>(
    () =>
      csr === undefined || pem === null || !mayAsk
        ? []
        : [
            {
              id: 'viewer.request',
              label: t('request'),
              icon: AddCircle,
              tone: 'primary',
              run: () => void navigate('/requests/new', { state: { droppedFile: { name: title, content: pem } } })
            }
          ],
    [csr, pem, mayAsk, title, navigate, t]
  )
  useActions(ask)
  return (
    <Box sx={{ display: 'grid', gap: 4, minWidth: 0 }}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
        <Box sx={{ flex: 1, minWidth: 240 }}>
          <Typography variant="caption" color="text.secondary">
            {t(`kind.${object.kind}`)}
          </Typography>
          <Typography variant="h3" component="h2" sx={{ overflowWrap: 'anywhere' }}>
            {object.title}
          </Typography>
        </Box>
        {knownCertificateId !== null && mayRead && (
          <Button variant="contained" component={RouterLink} to={`/certificates/${knownCertificateId}`}>
            {t('known')}
          </Button>
        )}
        {ask.map((action) => (
          <ActionButton key={action.id} action={action} />
        ))}
        {pem !== null && (
          <Button
            variant="outlined"
            startIcon={<Download />}
            onClick={() => void saveText(fileNameOf(object, 'pem'), pem)}
          >
            PEM
          </Button>
        )}
        {base64 !== null && (
          <Button
            variant="outlined"
            startIcon={<Download />}
            onClick={() => void saveFile({ name: fileNameOf(object, 'der'), base64 })}
          >
            DER
          </Button>
        )}
      </Box>
      {certificate !== undefined && (
        <Box sx={{ maxWidth: 720 }}>
          <ValidityBar notBefore={certificate.notBefore} notAfter={certificate.notAfter} />
        </Box>
      )}
      {tab !== undefined && (
        <>
          <Tabs
            value={tab}
            onChange={(_, next: typeof tab) => {
              setTab(next)
            }}
            aria-label={object.title}
            variant="scrollable"
          >
            {tabs.map((name) => (
              <Tab
                key={name}
                value={name}
                label={t(`tab.${name}`)}
                id={`view-${name}`}
                aria-controls={`view-panel-${name}`}
              />
            ))}
          </Tabs>
          <Box
            role="tabpanel"
            id={`view-panel-${tab}`}
            aria-labelledby={`view-${tab}`}
            sx={{ maxWidth: tab === 'asn1' ? 'none' : 960, minWidth: 0 }}
          >
            <TabContent tab={tab} object={object} />
          </Box>
        </>
      )}
    </Box>
  )
}
