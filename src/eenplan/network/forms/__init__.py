"""Forms about the network of a household. Shape only; what may be is the service's business."""
