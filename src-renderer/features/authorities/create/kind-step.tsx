import { useEffect, useMemo, type ReactElement } from 'react'
import { useFormContext, useFormState, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { AuthorityRow } from '../../../../src-shared/api/authorities.ts'
import { CardChoice } from '../../../ui/form/card-choice.tsx'
import { SelectInput } from '../../../ui/form/select-input.tsx'
import { usualFor, type CreateValues } from './create-values.ts'

/** Root, under one of yours, for an outside signer, or taken over from elsewhere. */
export function KindStep(props: { readonly authorities: readonly AuthorityRow[] }): ReactElement {
  const { t } = useTranslation('authorities')
  const kind = useWatch<CreateValues, 'kind'>({ name: 'kind' })
  const { setValue } = useFormContext<CreateValues>()
  const { dirtyFields } = useFormState<CreateValues>()
  useEffect(() => {
    // What is usual depends on the kind; what somebody has set stays.
    const usual = usualFor(kind)
    if (dirtyFields.validity !== true) setValue('validity', usual.validity)
    if (dirtyFields.pathLength !== true) setValue('pathLength', usual.pathLength)
    if (dirtyFields.settings?.crl === undefined) setValue('settings.crl', usual.settings.crl)
  }, [kind, setValue, dirtyFields.validity, dirtyFields.pathLength, dirtyFields.settings?.crl])
  const signers = useMemo(() => props.authorities.filter(({ state }) => state === 'active'), [props.authorities])
  return (
    <>
      <CardChoice
        name="kind"
        label={t('step.kind')}
        cards={(['root', 'under', 'csr', 'import'] as const).map((value) => ({
          value,
          label: t(`create.kind.${value}.label`),
          hint: t(`create.kind.${value}.hint`),
          blocked: value === 'under' && signers.length === 0 ? t('create.noSigner') : undefined
        }))}
      />
      {kind === 'under' && (
        <SelectInput
          name="issuer"
          label={t('create.issuer')}
          required
          choices={signers.map(({ id, name, subject }) => ({ value: String(id), label: name, hint: subject }))}
        />
      )}
    </>
  )
}
