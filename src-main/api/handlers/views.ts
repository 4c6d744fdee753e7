import { keepView, removeView, savedViews } from '../../ca/saved-views.ts'
import { operatorOf, type HandlersOf } from '../handler.ts'

export const viewHandlers: HandlersOf<'view'> = {
  'view.list': (input, context) => savedViews(context.ca, input.list, operatorOf(context)),
  'view.save': (input, context) => keepView(context.ca, input, operatorOf(context)),
  'view.remove': (input, context) => removeView(context.ca, input.id, operatorOf(context))
}
