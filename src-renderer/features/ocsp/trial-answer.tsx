import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { OcspTrial } from '../../../src-shared/api/ocsp.ts'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { LinkFor } from '../../ui/display/link-for.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useSave } from '../../ui/files/use-save.ts'

/** What a relying party was answered, decoded: the status first, then who says so and for how long. */
export function TrialAnswer({ trial }: { readonly trial: OcspTrial }): ReactElement {
  const { t } = useTranslation('ocsp')
  const { save } = useSave()
  const { answer, error, serial, certificateId, authorityName } = trial
  return (
    <Box role="status" sx={{ display: 'grid', gap: 4 }}>
      {error !== null && (
        <Alert severity="warning" variant="outlined">
          {t(`trial.error.${error}`, { name: authorityName ?? '' })}
        </Alert>
      )}
      {answer !== null && (
        <>
          <Box>
            <StateChip {...chipOf(answer.status)} label={t(`trial.status.${answer.status}`)} />
          </Box>
          <DefinitionList
            items={[
              {
                term: t('trial.serial'),
                value:
                  certificateId === null ? (
                    <Mono value={serial} />
                  ) : (
                    <LinkFor may="certificate.read" to={`/certificates/${certificateId}`}>
                      <Mono value={serial} copy={false} />
                    </LinkFor>
                  )
              },
              {
                term: t('trial.revokedAt'),
                value: answer.revokedAt === null ? null : <TimeText at={answer.revokedAt} />
              },
              {
                term: t('trial.reason'),
                value: answer.reason === null ? null : t(`publication:reason.${answer.reason}`)
              },
              { term: t('trial.producedAt'), value: <TimeText at={answer.producedAt} /> },
              { term: t('trial.thisUpdate'), value: <TimeText at={answer.thisUpdate} /> },
              {
                term: t('trial.nextUpdate'),
                value: answer.nextUpdate === null ? null : <TimeText at={answer.nextUpdate} />
              },
              { term: t('trial.signer'), value: <Signer answer={answer} /> },
              { term: t('trial.signature'), value: answer.signatureAlgorithm },
              {
                term: t('trial.nonce'),
                value:
                  answer.nonceEchoed === null ? null : t(answer.nonceEchoed ? 'trial.nonceBack' : 'trial.nonceLeftOut')
              },
              {
                term: t('field.archive'),
                value: answer.archiveCutoff === null ? null : <TimeText at={answer.archiveCutoff} />
              },
              {
                term: t('trial.crl'),
                value: answer.crl === null ? null : [answer.crl.number, answer.crl.url].filter(Boolean).join(' · ')
              },
              { term: t('trial.extended'), value: answer.extendedRevoked ? t('trial.extendedYes') : null }
            ]}
          />
        </>
      )}
      <Box sx={{ display: 'flex', gap: 2 }}>
        {(['request', 'response'] as const).map((which) => (
          <Button
            key={which}
            size="small"
            color="inherit"
            onClick={() => {
              save(() =>
                Promise.resolve({
                  name: which === 'request' ? 'request.ocsp' : 'response.ocsp',
                  mediaType: `application/ocsp-${which}`,
                  base64: trial[which]
                })
              )
            }}
          >
            {t(`trial.save.${which}`)}
          </Button>
        ))}
      </Box>
    </Box>
  )
}

function chipOf(
  status: NonNullable<OcspTrial['answer']>['status']
): { readonly kind: 'certificate'; readonly state: string } | { readonly kind: 'check'; readonly state: string } {
  if (status === 'unknown') return { kind: 'check', state: 'not-performed' }
  return { kind: 'certificate', state: status === 'good' ? 'active' : 'revoked' }
}

function Signer({ answer }: { readonly answer: NonNullable<OcspTrial['answer']> }): ReactElement {
  const { t } = useTranslation('ocsp')
  const { signer } = answer
  if (signer === null) return <StateChip kind="check" state="failed" label={t('trial.signerWrong')} />
  const name =
    signer.certificateId === null ? (
      signer.subject
    ) : (
      <LinkFor may="certificate.read" to={`/certificates/${signer.certificateId}`}>
        {signer.subject}
      </LinkFor>
    )
  return (
    <Box component="span" sx={{ display: 'inline-flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
      <StateChip kind="check" state="verified" />
      {name}
    </Box>
  )
}
