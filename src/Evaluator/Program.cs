return MaskSharp.Evaluator.Commands.Router.Run(args, Console.OpenStandardOutput(), Console.OpenStandardError());
