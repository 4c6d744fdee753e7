import Camera from '@mui/icons-material/QrCodeScannerOutlined'
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { BundleRow } from '../../../src-shared/api/air-gap.ts'
import { useCommand, useRead } from '../../live.ts'
import { ActionButton } from '../../ui/action/action-button.tsx'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { FileDrop } from '../../ui/form/file-drop.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { bundleKind } from './bundle-kind.ts'
import { CameraDialog } from './camera-dialog.tsx'
import { InspectSection } from './inspect-section.tsx'

/** The bundles of the list at most; what is older is found on the command line. */
const MOST = 100

/** Takes bundles in, and lists what went each way. */
export function ExchangeTab(): ReactElement {
  const { t } = useTranslation('air-gap')
  const inspect = useCommand('bundle.inspect')
  const list = useRead('bundle.list', { limit: MOST })
  const [bundle, setBundle] = useState<string | null>(null)
  const [camera, setCamera] = useState(false)
  const look = (content: string): void => {
    setCamera(false)
    setBundle(content)
    inspect.mutate({ bundle: content })
  }
  const away = (): void => {
    setBundle(null)
    inspect.reset()
  }
  const rows = list.data?.rows ?? []
  return (
    <>
      {bundle !== null && inspect.data !== undefined ? (
        <InspectSection
          key={inspect.data.inspection.sha256}
          bundle={bundle}
          inspection={inspect.data.inspection}
          onAway={away}
        />
      ) : (
        <Section title={t('exchange.take')} lead={t('exchange.takeLead')}>
          <Box sx={{ display: 'grid', gap: 3 }}>
            <FileDrop
              label={t('exchange.file')}
              accept=".chbundle"
              onFile={({ content }) => {
                look(content)
              }}
            />
            <Box>
              <ActionButton
                action={{
                  id: 'bundle.camera',
                  label: t('exchange.camera'),
                  icon: Camera,
                  run: () => {
                    setCamera(true)
                  }
                }}
              />
            </Box>
            <ErrorView error={inspect.error} />
          </Box>
        </Section>
      )}
      <Section title={t('exchange.list')} flush>
        <ErrorView error={list.error} />
        {rows.length === 0 ? (
          <EmptyState title={t('exchange.none')} text={t('exchange.noneText')} />
        ) : (
          <QuietTable
            label={t('exchange.list')}
            head={[
              t('exchange.number'),
              t('exchange.kind'),
              t('exchange.peer'),
              t('exchange.at'),
              t('exchange.items'),
              t('exchange.answer')
            ]}
            rows={rows.map((row) => ({
              key: row.id,
              cells: [
                <Link key="number" component={RouterLink} to={`/air-gap/bundles/${row.id}`}>
                  {row.number}
                </Link>,
                t(`bundle.${row.direction} ${bundleKind(row)}`),
                row.peerName,
                <TimeText key="at" at={row.handledAt} short />,
                row.items,
                <AnswerOf key="answer" row={row} />
              ]
            }))}
          />
        )}
      </Section>
      {camera && (
        <CameraDialog
          onRead={look}
          onClose={() => {
            setCamera(false)
          }}
        />
      )}
    </>
  )
}

function AnswerOf({ row }: { readonly row: BundleRow }): ReactElement {
  const { t } = useTranslation('air-gap')
  if (row.kind === 'answer') return <span>–</span>
  return <span>{row.answeredBy === null ? t('exchange.open') : t('exchange.answered')}</span>
}
