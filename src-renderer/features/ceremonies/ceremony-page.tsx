import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import { type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import type { TranscriptEntry } from '../../../src-shared/model/transcript.ts'
import { call } from '../../client.ts'
import { useRead } from '../../live.ts'
import { useOpened } from '../../state/recent.ts'
import { useMay } from '../../state/session.tsx'
import type { Action } from '../../ui/action/action.ts'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { DigestAloud } from '../../ui/display/digest-aloud.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useSave } from '../../ui/files/use-save.ts'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { WaitingPage } from '../../ui/layout/waiting-page.tsx'
import { EvidenceSection } from './evidence-section.tsx'
import { lastFindings, MachineFindings } from './machine-findings.tsx'
import { CeremonyState } from './state-text.tsx'

/** What somebody wrote for those who read the transcript later. */
function wordsOf({ kind, detail }: TranscriptEntry): string {
  const words = kind === 'digression' ? detail['what'] : kind === 'abandoned' ? detail['reason'] : ''
  return typeof words === 'string' ? words : ''
}

/** The record of one ceremony: where it stands, its transcript, its files and its evidence. */
export function CeremonyPage(): ReactElement {
  const { t } = useTranslation('ceremonies')
  const id = Number(useParams()['id'])
  const navigate = useNavigate()
  const read = useRead('ceremony.show', { ceremony: id })
  const transcript = useRead('ceremony.transcript', { ceremony: id })
  const mayRun = useMay('ceremony.run')
  const mayEdit = useMay('ceremony.edit')
  const { save } = useSave()
  const ceremony = read.data?.ceremony
  useOpened('ceremonies', `/ceremonies/${id}`, ceremony?.title)
  if (ceremony === undefined)
    return <WaitingPage title={t('title')} error={read.error} retry={() => void read.refetch()} />
  const { state, mode, participants, files, head, scriptDigest } = ceremony
  const actions: Action[] = []
  if (state === 'open' && mayRun)
    actions.push({
      id: 'ceremony.stage',
      label: t('list.goOn'),
      tone: 'primary',
      run: () => void navigate(`/ceremonies/${id}/stage`, { state: { full: true } })
    })
  if (state !== 'open' && mayEdit)
    actions.push({
      id: 'ceremony.again',
      label: t(mode === 'rehearsal' ? 'page.real' : 'page.again'),
      run: () => void navigate(`/ceremonies/new?from=${id}`)
    })
  const entries = transcript.data?.entries ?? []
  const findings = lastFindings(entries)
  const broken = transcript.data?.broken ?? null
  return (
    <Page title={ceremony.title} aside={<CeremonyState row={ceremony} />} actions={actions} width="wizard">
      {broken !== null && <Alert severity="error">{t('page.broken', { entry: broken })}</Alert>}
      {ceremony.interrupted && <Alert severity="info">{t('stage.interrupted')}</Alert>}
      {(state !== 'open' || ceremony.phase === 'close') && <EvidenceSection ceremony={ceremony} />}
      <Section title={t('page.overview')}>
        <DefinitionList
          items={[
            { term: t('list.opened'), value: <TimeText at={ceremony.openedAt} /> },
            { term: t('list.by'), value: ceremony.openedBy },
            { term: t('page.ended'), value: ceremony.endedAt === null ? null : <TimeText at={ceremony.endedAt} /> },
            { term: t('page.rehearsal'), value: ceremony.rehearsalId },
            {
              term: t('people.title'),
              value: participants.map(({ role, person }) => `${person} (${role})`).join(', ')
            },
            ...Object.entries(ceremony.variables).map(([name, value]) => ({
              term: ceremony.script.variables.find((one) => one.name === name)?.title ?? name,
              value
            }))
          ]}
        />
      </Section>
      {findings.length > 0 && (
        <Section title={t('host.title')}>
          <MachineFindings findings={findings} />
        </Section>
      )}
      <Section title={t('page.scriptDigest')}>
        <DigestAloud hex={scriptDigest.sha256} label={t('page.scriptDigest')} />
      </Section>
      <Section title={t('page.head')} lead={t('page.headLead')}>
        <DigestAloud hex={head.sha256} label={t('page.head')} />
      </Section>
      <Section title={t('page.transcript')} flush>
        <QuietTable
          label={t('page.transcript')}
          head={['#', t('page.at'), t('page.entry'), t('page.step'), t('page.who'), t('page.hash')]}
          rows={entries.map((entry) => ({
            key: entry.seq,
            cells: [
              entry.seq,
              <TimeText key="at" at={entry.at} short />,
              [t(`entry.${entry.kind}`), wordsOf(entry)].filter((part) => part !== '').join(': '),
              entry.step ?? '',
              entry.by.map(({ person }) => person).join(', '),
              <Mono key="hash" value={entry.hash} short={8} />
            ]
          }))}
        />
      </Section>
      {files.length > 0 && (
        <Section title={t('page.files')} flush>
          <QuietTable
            label={t('page.files')}
            head={[t('list.name'), 'SHA-256', t('page.bytes'), '']}
            rows={files.map(({ name, sha256, bytes }, at) => ({
              key: at,
              cells: [
                name,
                <Mono key="sha256" value={sha256} short={16} />,
                bytes,
                <Button
                  key="save"
                  size="small"
                  aria-label={t('page.saveFile', { name })}
                  onClick={() => {
                    save(async () => (await call('ceremony.file', { ceremony: id, name })).file)
                  }}
                >
                  {t('page.save')}
                </Button>
              ]
            }))}
          />
        </Section>
      )}
    </Page>
  )
}
