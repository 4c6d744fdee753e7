import { zodResolver } from '@hookform/resolvers/zod'
import Box from '@mui/material/Box'
import { useEffect, type ReactElement, type ReactNode } from 'react'
import {
  FormProvider,
  useForm,
  type DefaultValues,
  type FieldErrors,
  type FieldValues,
  type Path,
  type UseFormReturn
} from 'react-hook-form'
import type { z } from 'zod'
import { CallError } from '../../client.ts'
import { ErrorView } from '../display/error-view.tsx'
import { StickyActions } from './sticky-actions.tsx'

/** Makes a form whose values a schema checks, usually one of the contract. */
export function useSchemaForm<I extends FieldValues, O>(
  schema: z.ZodType<O, I>,
  defaults: DefaultValues<I>
): UseFormReturn<I, unknown, O> {
  return useForm<I, unknown, O>({ resolver: zodResolver(schema), defaultValues: defaults, mode: 'onTouched' })
}

interface SchemaFormProps<I extends FieldValues, O> {
  readonly form: UseFormReturn<I, unknown, O>
  readonly onSubmit: (values: O) => void
  /** An attempt to submit was refused by the schema. */
  readonly onInvalid?: (errors: FieldErrors<I>) => void
  /** The engine's refusal: reasons that name a field are shown beside it, all of them above the buttons. */
  readonly error?: unknown
  readonly children: ReactNode
  /** The buttons of a long form: they stay in sight, with the refusal above them. */
  readonly actions?: ReactNode
  readonly id?: string
}

/** The form around fields of this folder. */
export function SchemaForm<I extends FieldValues, O>(props: SchemaFormProps<I, O>): ReactElement {
  const { form, error } = props
  useEffect(() => {
    if (!(error instanceof CallError)) return
    const values: unknown = form.getValues()
    for (const { where, message } of error.failure.reasons) {
      // A reason may speak of a part that this form does not have; the list below still shows it.
      const head = where.split('.')[0] ?? ''
      if (typeof values === 'object' && values !== null && Object.hasOwn(values, head)) {
        form.setError(where as Path<I>, { message })
      }
    }
  }, [error, form])
  return (
    <FormProvider {...form}>
      <Box
        component="form"
        id={props.id}
        noValidate
        onSubmit={(event) => {
          // A form in a dialog within a form must not submit both.
          event.stopPropagation()
          form.clearErrors()
          void form.handleSubmit(props.onSubmit, props.onInvalid)(event)
        }}
        sx={{ display: 'grid', gap: 4 }}
      >
        {props.children}
        {props.actions === undefined ? (
          <ErrorView error={error} />
        ) : (
          <StickyActions above={<ErrorView error={error} />}>{props.actions}</StickyActions>
        )}
      </Box>
    </FormProvider>
  )
}
