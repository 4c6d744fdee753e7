import Skeleton from '@mui/material/Skeleton'
import { useState, type ReactElement } from 'react'
import { FormProvider } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import type { Output } from '../../../../src-shared/api/index.ts'
import type { PivSlot } from '../../../../src-shared/model/yubikey.ts'
import type { YubiKeyView } from '../../../../src-shared/model/yubikey-views.ts'
import { useRead } from '../../../live.ts'
import { ErrorView } from '../../../ui/display/error-view.tsx'
import { useSchemaForm } from '../../../ui/form/form.tsx'
import { Wizard, type WizardStep } from '../../../ui/form/wizard.tsx'
import { Page } from '../../../ui/layout/page.tsx'
import { useSecretCommand } from '../../../ui/tokens/use-secret-command.tsx'
import { alsoAsked, isSlot } from '../slot-words.ts'
import { KeyStep } from './key-step.tsx'
import { PersonStep } from './person-step.tsx'
import { ReadyStep } from './ready-step.tsx'
import { ResultPanel } from './result-panel.tsx'
import { ReviewStep } from './review-step.tsx'
import { SlotStep } from './slot-step.tsx'
import { UseStep } from './use-step.tsx'
import {
  askedOf,
  isTaken,
  keyInput,
  startValues,
  stepFields,
  stepsFor,
  wizardValues,
  type StepId
} from './wizard-values.ts'

/** The way from a YubiKey as it comes from the factory to a key with its proof, and to what the key is for. */
export function SlotWizardPage(): ReactElement {
  const { t } = useTranslation('yubikeys')
  const serial = Number(useParams()['serial'])
  const [params] = useSearchParams()
  const [round, setRound] = useState(0)
  const wanted = params.get('slot') ?? undefined
  const read = useRead('yubikey.show', { serial })
  if (read.data === undefined)
    return (
      <Page title={t('wizard.title', { serial })} width="wizard">
        {read.error === null ? (
          <Skeleton variant="rounded" height={320} />
        ) : (
          <ErrorView error={read.error} onRetry={() => void read.refetch()} />
        )}
      </Page>
    )
  return (
    <SlotWizard
      key={`${serial} ${round}`}
      serial={serial}
      yubiKey={read.data.yubiKey}
      slot={isSlot(wanted) ? wanted : null}
      onAgain={() => {
        setRound(round + 1)
      }}
    />
  )
}

export type Made =
  | { readonly kind: 'key'; readonly record: Output<'yubikey.generate'>['record'] }
  | { readonly kind: 'person'; readonly output: Output<'yubikey.enrol'> }

function SlotWizard(props: {
  readonly serial: number
  readonly yubiKey: YubiKeyView
  readonly slot: PivSlot | null
  readonly onAgain: () => void
}): ReactElement {
  const { t } = useTranslation('yubikeys')
  const navigate = useNavigate()
  const { serial, yubiKey } = props
  // The step stays when it is done, so that the steps keep their places.
  const [fromFactory] = useState(!yubiKey.ready)
  const [at, setAt] = useState(0)
  const [made, setMade] = useState<Made | null>(null)
  const form = useSchemaForm(wizardValues, startValues(props.slot))
  const generate = useSecretCommand('yubikey.generate')
  const copy = useSecretCommand('yubikey.import')
  const enrol = useSecretCommand('yubikey.enrol')
  const [use, slot, overwrite] = form.watch(['use', 'slot', 'overwrite'])
  const order = stepsFor(use, fromFactory)
  if (made !== null)
    return (
      <Page
        title={t('result.title', { slot: made.kind === 'key' ? made.record.slot : made.output.record.slot })}
        width="wizard"
      >
        <ResultPanel serial={serial} made={made} onAgain={props.onAgain} />
      </Page>
    )
  const content: Readonly<Record<StepId, ReactElement>> = {
    ready: <ReadyStep yubiKey={yubiKey} />,
    use: <UseStep keepSlot={props.slot !== null} />,
    slot: <SlotStep yubiKey={yubiKey} />,
    key: <KeyStep yubiKey={yubiKey} />,
    person: <PersonStep />,
    review: <ReviewStep yubiKey={yubiKey} />
  }
  const blocked: Readonly<Partial<Record<StepId, string | undefined>>> = {
    ready: yubiKey.ready ? undefined : t('wizard.ready.blocked'),
    slot: isTaken(yubiKey, { slot, overwrite }) ? t('wizard.slot.taken') : undefined
  }
  const steps: readonly WizardStep[] = order.map((id) => ({
    id,
    label: t(`wizard.step.${id}`),
    lead: t(`wizard.lead.${id}`),
    content: content[id],
    blocked: blocked[id]
  }))
  const reset = (): void => {
    generate.reset()
    copy.reset()
    enrol.reset()
  }
  const go = async (next: number): Promise<void> => {
    const here = order[at]
    if (next > at && here !== undefined && !(await form.trigger([...stepFields[here]], { shouldFocus: true }))) return
    reset()
    setAt(next)
  }
  const finish = form.handleSubmit((values) => {
    const also = alsoAsked(yubiKey)
    const input = keyInput(serial, values)
    const keyMade = ({ record }: Output<'yubikey.generate'>): void => {
      setMade({ kind: 'key', record })
    }
    if (values.use === 'authority') generate.run({ input, also, onSuccess: keyMade })
    else if (values.use === 'copy') {
      const { key: _fromFile, ...place } = input
      copy.run({ input: place, also, onSuccess: keyMade })
    } else
      enrol.run({
        input: { ...input, profile: Number(values.profile), asked: askedOf(values), note: '' },
        also,
        onSuccess: (output) => {
          setMade({ kind: 'person', output })
        }
      })
  })
  const finishWord = use === 'authority' ? 'generate' : use === 'copy' ? 'import' : 'enrol'
  return (
    <Page title={t('wizard.title', { serial })} width="wizard">
      <FormProvider {...form}>
        <Wizard
          error={generate.error ?? copy.error ?? enrol.error}
          steps={steps}
          current={at}
          onStep={(next) => void go(next)}
          onFinish={() => void finish()}
          finishLabel={t(`wizard.finish.${finishWord}`)}
          busy={generate.isPending || copy.isPending || enrol.isPending}
          onCancel={() => void navigate(`/yubikeys/${serial}`)}
        />
      </FormProvider>
      {generate.dialog}
      {copy.dialog}
      {enrol.dialog}
    </Page>
  )
}
