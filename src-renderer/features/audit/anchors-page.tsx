import Anchor from '@mui/icons-material/AnchorOutlined'
import Download from '@mui/icons-material/FileDownloadOutlined'
import Verified from '@mui/icons-material/VerifiedOutlined'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { AnchorRow } from '../../../src-shared/api/anchors.ts'
import { call } from '../../client.ts'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { useActions } from '../../ui/action/action-registry.tsx'
import type { Action } from '../../ui/action/action.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useSave } from '../../ui/files/use-save.ts'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { AnchorDialog } from './anchor-dialog.tsx'
import { AnchorSettings } from './anchor-settings.tsx'
import { EvidenceKeys } from './evidence-keys.tsx'

/** Checkpoints of the log that leave the installation: made, listed, shown as QR code, printed, exported. */
export function AnchorsPage(): ReactElement {
  const { t, i18n } = useTranslation('audit')
  const toast = useToast()
  const anchors = useRead('anchor.list', { limit: 100 })
  const signers = useRead('anchor.signers', {})
  const settings = useRead('anchor.settings', {})
  const create = useCommand('anchor.create')
  const { busy, save } = useSave()
  const mayMake = useMay('audit.export')
  const [shown, setShown] = useState<AnchorRow | null>(null)
  const language = i18n.language.startsWith('de') ? 'de' : 'en'
  const chosen = settings.data?.signer ?? signers.data?.signers.find(({ state }) => state === 'active')?.name
  const { mutate, isPending } = create
  const actions = useMemo<readonly Action[]>(
    () => [
      {
        id: 'anchor.verifier',
        label: t('anchors.verifier'),
        icon: Verified,
        run: () => {
          save(async () => (await call('anchor.verifier', {})).file)
        }
      },
      ...(mayMake
        ? [
            {
              id: 'anchor.export',
              label: t('anchors.export'),
              icon: Download,
              blocked: busy ? t('action.exporting') : undefined,
              run: () => {
                save(async () => (await call('anchor.export', {})).file)
              }
            },
            {
              id: 'anchor.create',
              label: t('anchors.create'),
              icon: Anchor,
              tone: 'primary' as const,
              blocked: chosen === undefined ? t('anchors.noKeys') : isPending ? t('action.walking') : undefined,
              run: () => {
                mutate(
                  { signer: chosen },
                  {
                    onSuccess: ({ anchor }) => {
                      toast({ tone: 'success', text: t('anchors.made', { seq: anchor.seq }) })
                    }
                  }
                )
              }
            }
          ]
        : [])
    ],
    [t, toast, mayMake, busy, save, chosen, mutate, isPending]
  )
  useActions(actions)
  const rows = anchors.data?.rows ?? []
  return (
    <Page title={t('anchors.title')} lead={t('anchors.lead')} actions={actions}>
      <Button component={Link} to="/audit" sx={{ justifySelf: 'start', alignSelf: 'flex-start' }}>
        {t('anchors.back')}
      </Button>
      <ErrorView error={create.error ?? anchors.error} />
      <Section title={t('anchors.title')} flush={rows.length > 0}>
        {rows.length === 0 ? (
          <Typography color="textSecondary">{t('anchors.none')}</Typography>
        ) : (
          <QuietTable
            label={t('anchors.title')}
            head={[t('anchors.row'), t('anchors.at'), t('anchors.signer'), t('anchors.stamp'), t('anchors.holds'), '']}
            rows={rows.map((row) => ({
              key: row.id,
              cells: [
                row.seq,
                <TimeText key="at" at={row.at} short />,
                `${row.signer} (${t(`anchors.origin.${row.origin}`)})`,
                row.stampedAt === null ? (
                  (row.stampProblem ?? t('anchors.unstamped'))
                ) : (
                  <TimeText key="stamp" at={row.stampedAt} short />
                ),
                <StateChip
                  key="holds"
                  kind="check"
                  state={row.holds ? 'verified' : 'failed'}
                  label={t(row.holds ? 'anchors.held' : 'anchors.lost')}
                />,
                <Button
                  key="show"
                  size="small"
                  onClick={() => {
                    setShown(row)
                  }}
                >
                  {t('anchors.show')}
                </Button>
              ]
            }))}
          />
        )}
      </Section>
      {signers.data !== undefined && <EvidenceKeys signers={signers.data.signers} />}
      {settings.data !== undefined && (
        <AnchorSettings
          settings={settings.data}
          names={(signers.data?.signers ?? []).flatMap(({ name, state }) => (state === 'active' ? [name] : []))}
        />
      )}
      {shown !== null && (
        <AnchorDialog
          row={shown}
          onPrint={
            mayMake
              ? () => {
                  save(async () => (await call('anchor.print', { id: shown.id, language })).file)
                }
              : undefined
          }
          onClose={() => {
            setShown(null)
          }}
        />
      )}
    </Page>
  )
}
