import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CeremonyView } from '../../../src-shared/api/ceremonies.ts'
import type { Output } from '../../../src-shared/api/index.ts'
import { call } from '../../client.ts'
import { useCommand } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { fromBase64, toBase64 } from '../../ui/files/file-content.ts'
import { saveFile } from '../../ui/files/save-file.ts'
import { useSave } from '../../ui/files/use-save.ts'
import { Section } from '../../ui/layout/section.tsx'
import { CommandBlock } from '../../ui/services/command-block.tsx'
import { FileButton } from './file-button.tsx'
import { fileWord } from './file-word.ts'
import { storedFile } from './stored-file.ts'

type ToSign = Output<'ceremony.close'>['toSign'][number]
const keyOf = (one: Pick<ToSign, 'role' | 'person'>): string => `${one.role}/${one.person}`

/** After the last step: the ceremony is closed, everybody with a key signs the archive, and it is saved with its report. */
export function EvidenceSection(props: { readonly ceremony: CeremonyView }): ReactElement {
  const { t } = useTranslation('ceremonies')
  const { id, state, archived, participants } = props.ceremony
  const close = useCommand('ceremony.close')
  const mayRun = useMay('ceremony.run')
  const mayAudit = useMay('audit.read')
  const { save, busy } = useSave()
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({})
  const [error, setError] = useState<unknown>(null)
  const [alone, setAlone] = useState(false)
  const toSign = archived ? [] : (close.data?.toSign ?? [])
  const archive = async (): Promise<Required<NonNullable<Output<'ceremony.close'>['file']>>> => {
    const { file } = await call('ceremony.close', { ceremony: id })
    if (file === null) throw new Error(t('evidence.none'))
    return file
  }
  const write = (withoutPeople: boolean): void => {
    setError(null)
    close.mutate(
      {
        ceremony: id,
        alone: withoutPeople,
        signatures: toSign.flatMap((one) => {
          const signature = given[keyOf(one)]
          return signature === undefined ? [] : [{ role: one.role, person: one.person, signature }]
        })
      },
      {
        onError: setError,
        onSettled: () => {
          setAlone(false)
        }
      }
    )
  }
  const trust = participants
    .filter(({ certificate }) => certificate !== undefined)
    .map(({ person }) => ` --trust ${fileWord(person)}.pem`)
  if (state === 'abandoned') return <Alert severity="warning">{t('evidence.abandoned')}</Alert>
  return (
    <Section title={t('evidence.title')} lead={t(state === 'open' ? 'evidence.leadOpen' : 'evidence.lead')}>
      <Box sx={{ display: 'grid', gap: 4 }}>
        {toSign.length > 0 && (
          <>
            <Typography>{t('evidence.sign')}</Typography>
            {toSign.map((one) => {
              const name = `archive-${fileWord(one.person)}`
              return (
                <Box
                  key={keyOf(one)}
                  role="group"
                  aria-label={one.person}
                  sx={{ display: 'grid', gap: 2, p: 3, border: 1, borderColor: 'divider', borderRadius: 1 }}
                >
                  <Typography sx={{ fontWeight: 600 }}>
                    {one.person} · {one.role}
                  </Typography>
                  <CommandBlock
                    title={t('signOff.example')}
                    text={`openssl dgst -sha256 -sign ${fileWord(one.person)}.key -out ${name}.sig ${name}.bin`}
                  />
                  <Box sx={{ display: 'flex', gap: 3, flexWrap: 'wrap', alignItems: 'center' }}>
                    <Button
                      variant="outlined"
                      onClick={() => void saveFile({ name: `${name}.bin`, base64: one.bytes }).catch(setError)}
                    >
                      {t('evidence.saveBytes', { name: `${name}.bin` })}
                    </Button>
                    <FileButton
                      label={t('signOff.choose', { person: one.person })}
                      onError={setError}
                      onFile={({ bytes }) => {
                        setGiven((before) => ({ ...before, [keyOf(one)]: toBase64(bytes) }))
                      }}
                    />
                    <span>{given[keyOf(one)] === undefined ? t('evidence.waits') : t('evidence.there')}</span>
                  </Box>
                </Box>
              )
            })}
          </>
        )}
        <ErrorView error={error} />
        {!archived && mayRun && (
          <Box sx={{ display: 'flex', gap: 3, flexWrap: 'wrap' }}>
            <Button
              variant="contained"
              size="large"
              loading={close.isPending}
              disabled={toSign.some((one) => given[keyOf(one)] === undefined)}
              onClick={() => {
                write(false)
              }}
            >
              {t(state === 'open' ? 'evidence.close' : 'evidence.write')}
            </Button>
            {toSign.length > 0 && (
              <Button
                color="inherit"
                onClick={() => {
                  setAlone(true)
                }}
              >
                {t('evidence.alone')}
              </Button>
            )}
          </Box>
        )}
        {archived && mayRun && (
          <Box sx={{ display: 'flex', gap: 3, flexWrap: 'wrap' }}>
            <Button
              variant="contained"
              size="large"
              loading={busy}
              onClick={() => {
                save(archive)
              }}
            >
              {t('evidence.saveArchive')}
            </Button>
            <Button
              variant="outlined"
              size="large"
              loading={busy}
              onClick={() => {
                save(async () => {
                  const file = await archive()
                  const report = storedFile(fromBase64(file.base64), 'report.pdf')
                  if (report === undefined) throw new Error(t('evidence.noReport'))
                  const name = file.name.replace(/\.zip$/, '.pdf')
                  return { name, mediaType: 'application/pdf', base64: toBase64(report) }
                })
              }}
            >
              {t('evidence.saveReport')}
            </Button>
            {mayAudit && (
              <Button
                size="large"
                loading={busy}
                onClick={() => {
                  save(async () => (await call('anchor.verifier', {})).file)
                }}
              >
                {t('evidence.saveVerifier')}
              </Button>
            )}
          </Box>
        )}
        {archived && (
          <>
            <Typography>{t('evidence.verify')}</Typography>
            <CommandBlock
              title={t('evidence.command')}
              text={`chancery ceremony verify evidence.zip${[...new Set(trust)].join('')} --trust installation.pem`}
            />
          </>
        )}
      </Box>
      <ConfirmDialog
        open={alone}
        title={t('evidence.alone')}
        consequence={t('evidence.aloneText', { people: toSign.map(({ person }) => person).join(', ') })}
        confirmLabel={t('evidence.aloneDo')}
        danger
        busy={close.isPending}
        onConfirm={() => {
          write(true)
        }}
        onClose={() => {
          setAlone(false)
        }}
      />
    </Section>
  )
}
