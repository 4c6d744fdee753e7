import { useState, type ReactElement } from 'react'
import { FormProvider, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate, useSearchParams } from 'react-router'
import type { Output } from '../../../src-shared/api/index.ts'
import { useCommand, useRead } from '../../live.ts'
import { ruleWords } from '../../ui/engine/engine-sentence.tsx'
import { useDroppedFile } from '../../ui/files/dropped-file.ts'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { Wizard, type WizardStep } from '../../ui/form/wizard.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { CertificatePreview } from './certificate-preview.tsx'
import { KeyStep, type KeyChoice } from './key-step.tsx'
import { askedFrom, namesForm, startingNames } from './names-form.ts'
import { NamesStep } from './names-step.tsx'
import { ProfileStep } from './profile-step.tsx'
import { draftIn, emptyNames, type RequestDraft } from './request-draft.ts'
import { ReviewStep } from './review-step.tsx'
import { SentPanel } from './sent-panel.tsx'
import { useInspection } from './use-inspection.ts'

/** From profile to sent request, with what would come of it always in view. */
export function NewRequestPage(): ReactElement {
  const [attempt, setAttempt] = useState(0)
  // A CSR that the viewer showed comes along, and what stood here before somebody left; a second request starts empty.
  const csr = useDroppedFile()?.content ?? ''
  const draft = draftIn(useLocation().state)
  return (
    <NewRequest
      key={attempt}
      csr={attempt === 0 ? csr : ''}
      draft={attempt === 0 ? draft : undefined}
      onAnother={() => {
        setAttempt(attempt + 1)
      }}
    />
  )
}

function NewRequest(props: {
  readonly csr: string
  readonly draft: RequestDraft | undefined
  readonly onAnother: () => void
}): ReactElement {
  const { t, i18n } = useTranslation('requests')
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const { draft } = props
  const [step, setStep] = useState(draft?.step ?? 0)
  const [profile, setProfile] = useState<number | null>(() => Number(params.get('profile')) || null)
  const [key, setKey] = useState<KeyChoice>(draft?.key ?? { from: 'csr', csr: props.csr, algorithm: 'P-256' })
  const [sent, setSent] = useState<Output<'request.submit'> | null>(null)
  const [transactionId] = useState(() => crypto.randomUUID())
  const submit = useCommand('request.submit')
  const shown = useRead('profile.show', { profile: profile ?? 0 }, { enabled: profile !== null })
  const content = shown.data?.profile.content
  const form = useSchemaForm(namesForm, draft?.values ?? emptyNames)
  const values = namesForm.safeParse(useWatch({ control: form.control })).data ?? emptyNames
  const asked = askedFrom(values)
  const inspection = useInspection(profile, key, asked)
  const reasons = inspection.assessment?.reasons ?? []

  if (sent !== null) {
    return (
      <Page title={t('new.title')} width="form">
        <SentPanel sent={sent} keyByChancery={key.from === 'make'} onAnother={props.onAnother} />
      </Page>
    )
  }
  const algorithm =
    content?.keyAlgorithms.includes(key.algorithm) === false
      ? (content.keyAlgorithms[0] ?? key.algorithm)
      : key.algorithm
  const chooseKey = (next: KeyChoice): void => {
    setKey(next)
    const { subject, names } = form.getValues()
    const untouched = [...subject, ...names].every(({ value }) => value === '')
    if (next.from === 'make' && content !== undefined && untouched) {
      form.reset({ ...form.getValues(), ...startingNames(content) })
    } else if (next.from === 'csr' && untouched) form.reset({ ...form.getValues(), subject: [], names: [] })
  }
  const send = (): void => {
    if (profile === null) return
    submit.mutate(
      {
        profile,
        asked,
        note: values.note,
        ...(values.contact === '' ? {} : { contact: values.contact }),
        transactionId,
        ...(key.from === 'csr' ? { csr: key.csr } : { keyAlgorithm: algorithm })
      },
      {
        onSuccess: (answer) => {
          setSent(answer)
          // Whoever goes back later does not find what was sent, ready to be sent again.
          void navigate(`?profile=${profile}`, { replace: true, state: null })
        }
      }
    )
  }
  const { csr } = inspection
  const badKey = reasons.find(({ where }) => where === 'publicKey')
  // What no later step can mend is said where the key is chosen.
  const keyProblem =
    key.from === 'csr' && csr !== null && !csr.signatureValid && csr.secretTakenOut !== true
      ? t('new.key.badSignature')
      : badKey === undefined
        ? undefined
        : (ruleWords(i18n.language, badKey.rule) ?? badKey.message)
  const go = (next: number): void => {
    setStep(next)
    // The review leads away to the proof of a name: whoever comes back finds everything as it was.
    const kept: RequestDraft = { step: next, key, values: form.getValues() }
    void navigate(profile === null ? '.' : `?profile=${profile}`, { replace: true, state: { draft: kept } })
  }
  const noCsr = key.from === 'csr' && key.csr.trim() === ''
  const steps: readonly WizardStep[] = [
    {
      id: 'profile',
      label: t('new.profile.step'),
      lead: t('new.profile.lead'),
      blocked: profile === null ? t('new.preview.nothing') : undefined,
      content: <ProfileStep chosen={profile} onChoose={setProfile} />
    },
    {
      id: 'key',
      label: t('new.key.step'),
      lead: t('new.key.lead'),
      blocked: noCsr ? t('new.key.needCsr') : inspection.error === null ? keyProblem : t('new.key.unreadable'),
      content: <KeyStep choice={{ ...key, algorithm }} profile={content} inspection={inspection} onChange={chooseKey} />
    },
    {
      id: 'names',
      label: t('new.names.step'),
      lead: t('new.names.lead'),
      content: <NamesStep profile={content} csr={inspection.csr} reasons={reasons} />
    },
    {
      id: 'review',
      label: t('new.review.step'),
      lead: t('new.review.lead'),
      blocked: inspection.assessment === null || reasons.length > 0 ? t('new.review.blocked') : undefined,
      content: <ReviewStep inspection={inspection} profile={content} />
    }
  ]
  return (
    <FormProvider {...form}>
      <Page title={t('new.title')} width="wizard">
        <Wizard
          error={submit.error}
          steps={steps}
          current={step}
          onStep={go}
          onFinish={send}
          finishLabel={t(inspection.assessment?.approvalsNeeded === 0 ? 'new.sendIssue' : 'new.send')}
          busy={submit.isPending}
          {...(steps[step]?.id === 'review'
            ? {}
            : { preview: <CertificatePreview profile={shown.data?.profile ?? null} inspection={inspection} /> })}
          onCancel={() => void navigate('/requests')}
        />
      </Page>
    </FormProvider>
  )
}
