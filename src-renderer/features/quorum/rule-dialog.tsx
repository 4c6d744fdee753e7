import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { durationText } from '../../../src-shared/model/duration.ts'
import { executions, mostApprovals, ruleScopes, scopedRules, stepUps } from '../../../src-shared/model/quorum.ts'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { roleChoices } from '../../ui/engine/role-words.ts'
import { CheckGroup } from '../../ui/form/check-group.tsx'
import { ChipsInput } from '../../ui/form/chips-input.tsx'
import { DurationInput } from '../../ui/form/duration-input.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { NumberInput } from '../../ui/form/number-input.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { SwitchInput } from '../../ui/form/switch-input.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { useOperationWords } from './operation-words.ts'
import type { Rules } from './rules-tab.tsx'

const form = z.object({
  operation: z.string().min(1),
  needed: z.number().int().min(1).max(mostApprovals),
  roles: z.array(z.string()),
  operators: z.array(z.string()),
  proposerCounts: z.boolean(),
  life: durationText,
  stepUp: z.enum(stepUps),
  execution: z.enum(executions),
  scope: z.enum(ruleScopes)
})

/** A new rule, or a change of one. What is saved becomes a proposal itself. */
export function RuleDialog(props: {
  readonly rules: Rules
  /** Empty: the operation is chosen here. */
  readonly operation: string
  readonly onClose: () => void
}): ReactElement {
  const { t, i18n } = useTranslation('quorum')
  const words = useOperationWords()
  const toast = useToast()
  const set = useCommand('quorum.set')
  const mayRead = useMay('operator.read')
  const roles = useRead('role.list', {}, { enabled: mayRead })
  const operators = useRead('operator.list', {}, { enabled: mayRead })
  const known = props.rules.rules.find(({ operation }) => operation === props.operation)?.terms
  const state = useSchemaForm(form, {
    operation: props.operation,
    needed: known?.needed ?? 1,
    roles: known?.roles ?? ['ca-administrator'],
    operators: known?.operators ?? [],
    proposerCounts: known?.proposerCounts ?? false,
    life: known?.life ?? '7d',
    stepUp: known?.stepUp ?? 'passphrase',
    execution: known?.execution ?? 'proposer',
    scope: known?.scope ?? 'all'
  })
  const operation = state.watch('operation')
  const choices = (list: readonly string[], label: (value: string) => string): { value: string; label: string }[] =>
    list.map((value) => ({ value, label: label(value) }))
  return (
    <FormDialog
      wide
      title={props.operation === '' ? t('ruleForm.set') : t('ruleForm.setFor', { operation: words(props.operation) })}
      lead={t('ruleForm.lead')}
      form={state}
      error={set.error}
      busy={set.isPending}
      action={t('ruleForm.save')}
      onClose={props.onClose}
      onSubmit={({ scope, ...rest }) => {
        set.mutate(
          { ...rest, scope: scopedRules.has(rest.operation) ? scope : 'all' },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('ruleForm.saved') })
              props.onClose()
            }
          }
        )
      }}
    >
      {props.operation === '' && (
        <SelectInput
          name="operation"
          label={t('ruleForm.operation')}
          required
          choices={props.rules.operations.map((one) => ({
            value: one.operation,
            label: words(one.operation, one.summary)
          }))}
        />
      )}
      <NumberInput name="needed" label={t('ruleForm.needed')} required />
      <CheckGroup
        name="roles"
        label={t('ruleForm.roles')}
        options={roleChoices(i18n.language, roles.data?.roles ?? [])}
      />
      <ChipsInput
        name="operators"
        label={t('ruleForm.operators')}
        options={(operators.data?.operators ?? [])
          .filter((one) => one.state === 'active')
          .map(({ name, displayName }) => ({ value: name, label: displayName === '' ? name : displayName }))}
      />
      <SwitchInput name="proposerCounts" label={t('ruleForm.proposerCounts')} />
      <DurationInput name="life" label={t('ruleForm.life')} required />
      <SelectInput
        name="stepUp"
        label={t('ruleForm.stepUp')}
        choices={choices(stepUps, (value) => t(`stepUpWord.${value as 'passphrase'}`))}
      />
      <SelectInput
        name="execution"
        label={t('ruleForm.execution')}
        choices={choices(executions, (value) => t(`executionWord.${value as 'proposer'}`))}
      />
      {scopedRules.has(operation) && (
        <SelectInput
          name="scope"
          label={t('ruleForm.scope')}
          choices={choices(ruleScopes, (value) => t(`scopeWord.${value as 'all'}`))}
        />
      )}
    </FormDialog>
  )
}
