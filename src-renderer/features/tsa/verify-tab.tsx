import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { StampCheck, StampVerdict } from '../../../src-shared/api/tsa.ts'
import { useCommand } from '../../live.ts'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { LinkFor } from '../../ui/display/link-for.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { FileDrop } from '../../ui/form/file-drop.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { checkWords } from './check-words-de.ts'
import { hashesOf } from './document-hashes.ts'

interface Chosen {
  readonly name: string
  readonly content: string
}

/** Verifies a stamp that is dropped here, alone or with the document that it is for. */
export function VerifyTab(): ReactElement {
  const { t } = useTranslation('tsa')
  const [token, setToken] = useState<Chosen | null>(null)
  const [file, setFile] = useState<Chosen | null>(null)
  const verify = useCommand('tsa.verify')
  const verdict = verify.data?.verdict
  const take = (next: { token?: Chosen; file?: Chosen }): void => {
    const [wanted, document] = [next.token ?? token, next.file ?? file]
    if (next.token !== undefined) setToken(next.token)
    if (next.file !== undefined) setFile(next.file)
    if (wanted !== null)
      verify.mutate({ token: wanted.content, ...(document === null ? {} : { file: document.content }) })
  }
  return (
    <Section
      title={t('verify.title')}
      lead={t('verify.lead')}
      aside={
        token !== null && (
          <Button
            size="small"
            color="inherit"
            onClick={() => {
              setToken(null)
              setFile(null)
              verify.reset()
            }}
          >
            {t('verify.again')}
          </Button>
        )
      }
    >
      <Box sx={{ display: 'grid', gap: 4 }}>
        <Box sx={{ display: 'grid', gap: 4, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
          <FileDrop
            label={t('verify.token')}
            accept=".tsr,.tst,.p7s,.der,.pem"
            chosen={token?.name}
            onFile={(chosen) => {
              take({ token: chosen })
            }}
          />
          <FileDrop
            label={t('verify.document')}
            chosen={file?.name}
            read={hashesOf}
            onFile={(chosen) => {
              take({ file: chosen })
            }}
          />
        </Box>
        <ErrorView error={verify.error} />
        {verdict !== undefined && <VerdictView verdict={verdict} />}
      </Box>
    </Section>
  )
}

/** What was found, in the language of the window; the engine's own sentence where it has more to say. */
function CheckSentence(props: { readonly check: StampCheck }): ReactElement {
  const { i18n } = useTranslation('tsa')
  const { message } = props.check
  const said = checkWords(i18n.language, props.check)
  if (said === undefined) return <span lang="en">{message}</span>
  return (
    <span>
      {said.words}
      {said.more && (
        <Typography variant="caption" component="span" color="textSecondary" lang="en" sx={{ display: 'block' }}>
          {message}
        </Typography>
      )}
    </span>
  )
}

const outcomeState = { passed: 'verified', failed: 'failed', 'not-performed': 'not-performed' } as const

function VerdictView({ verdict }: { readonly verdict: StampVerdict }): ReactElement {
  const { t } = useTranslation('tsa')
  const { stamp, signer, logged } = verdict
  return (
    <Box role="status" sx={{ display: 'grid', gap: 4 }}>
      <Box>
        <StateChip
          kind="check"
          state={verdict.valid ? 'verified' : 'failed'}
          label={t(verdict.valid ? 'verify.valid' : 'verify.notValid')}
        />
      </Box>
      <Box
        component="ul"
        aria-label={t('verify.checks')}
        sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 2 }}
      >
        {verdict.checks.map(({ check, outcome, message }) => (
          <Box component="li" key={check} sx={{ display: 'flex', gap: 3, alignItems: 'start', fontSize: 13 }}>
            <Box sx={{ minWidth: 150 }}>
              <StateChip kind="check" state={outcomeState[outcome]} label={t(`check.${check}`)} />
            </Box>
            <CheckSentence check={{ check, outcome, message }} />
          </Box>
        ))}
      </Box>
      {stamp !== null && (
        <DefinitionList
          items={[
            { term: t('log.time'), value: stamp.time },
            {
              term: t('field.accuracy'),
              value: stamp.accuracySeconds === null ? null : `± ${stamp.accuracySeconds} s`
            },
            { term: t('log.serial'), value: <Mono value={stamp.serial} /> },
            { term: t('verify.policy'), value: stamp.policy },
            { term: stamp.hash, value: <Mono value={stamp.hashed} /> },
            {
              term: t('verify.signer'),
              value:
                signer === null ? null : signer.certificateId === null ? (
                  signer.subject
                ) : (
                  <LinkFor may="certificate.read" to={`/certificates/${signer.certificateId}`}>
                    {signer.subject}
                  </LinkFor>
                )
            },
            { term: t('log.client'), value: logged?.client }
          ]}
        />
      )}
    </Box>
  )
}
